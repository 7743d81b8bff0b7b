// Enters a year's content through the interface alone, as somebody with the printed document would:
// adds what stands in a list with the list's button, opens it in the panel and types in its fields.
import assert from 'node:assert/strict';

// Members whose values are ids of other elements.
const REFERENCES = ['risk', 'of', 'sum', 'goal', 'units', 'same_as', 'about', 'parent'];
// What is given by the program, or reached by steps of its own: a stage locks the report.
const GIVEN = ['id', 'stages', 'frozen', 'changed'];
// Lists whose items have ids that hold within their table only.
const COLUMNS = ['columns', 'heads', 'measures'];

export class Copyist {
  // What is for the keyboard, `isByKey(member, content)` says; `byKey` has it afterwards, as the cells
  // of figures: { at, field, text } each.
  constructor(page, content, isByKey = () => false) {
    this.page = page;
    this.isByKey = isByKey;
    this.byKey = [];
    // What elements are called here, by what they are called there.
    this.ids = new Map();
    this.known = new Set(idsOf(content));
    this.references = [];
    this.columns = new Map();
  }

  // All of an element whose panel stands open. References come last: they may lead anywhere.
  async whole(at, content) {
    await this.element(at, content);
    for (const { way, place, ids } of this.references) {
      for (const step of way) await this.open(step);
      assert.ok(ids.every((id) => this.ids.has(id)), `${place} leads to ${ids}`);
      await this.fill(new Map([[place, ids.map((id) => this.ids.get(id))]]));
      if (way.length) await this.open(at);
    }
    this.references = [];
  }

  // `way` leads to it from the element that one began with.
  async element(at, content, way = []) {
    this.way = way;
    const [leaves, children] = [new Map(), []];
    this.panel = await this.page.run(survey);
    if (way.length) await this.clear();
    await this.gather(at, `${at}${'/'.repeat(4 - at.split('/').length)}`, content, leaves, children);
    await this.fill(leaves, at);
    for (const child of children) {
      await this.open(child.at);
      await this.element(child.at, child.content, [...way, child.at]);
      // Back by the way that the panel shows.
      await this.open(at);
    }
  }

  // What there is to type in a record; what stands in its lists is added on the way.
  async gather(element, prefix, content, leaves, children) {
    for (const [member, value] of Object.entries(content)) {
      const place = prefix + member;
      const isReference = REFERENCES.includes(member) && [value].flat().every((id) => this.known.has(id));
      if (GIVEN.includes(member)) continue;
      if (this.isByKey(member, content)) {
        this.byKey.push({ at: element, field: member, text: value });
      } else if (member === 'cells' && !Array.isArray(value)) {
        for (const [column, text] of Object.entries(value)) {
          this.byKey.push({ at: element, field: this.columns.get(column), text });
        }
      } else if (this.panel.lists[place]) {
        await this.list(element, place, member, value, leaves, children);
      } else if (isReference && /[./]columns\./.test(prefix)) {
        leaves.set(place, value.map((id) => this.columns.get(id)));
      } else if (isReference) {
        this.references.push({ way: this.way, place, ids: [value].flat() });
      } else if (this.panel.fields.includes(place)) {
        leaves.set(place, value);
      } else if (typeof value === 'object' && !Array.isArray(value)) {
        await this.gather(element, `${place}.`, value, leaves, children);
      } else if (member !== 'kind') {
        // The kind of a part is chosen when it is added.
        assert.fail(`nothing to type ${place} in`);
      }
    }
  }

  // Takes away what a new element begins with in its lists.
  async clear() {
    const begun = () => Object.entries(this.panel.lists).find(([, items]) => items.length);
    for (let list = begun(); list; list = begun()) await this.press(list[0], 'remove');
  }

  async list(element, place, member, items, leaves, children) {
    for (const item of items) await this.press(place, 'add', item.kind);
    const made = this.panel.lists[place];
    if (COLUMNS.includes(member)) this.columns = new Map(items.map((item, at) => [item.id, made[at].id]));
    for (const [at, item] of items.entries()) {
      if (made[at].opens) {
        this.ids.set(item.id, made[at].opens.split('/').at(-1));
        children.push({ at: made[at].opens, content: item });
      } else if (typeof item === 'object') {
        await this.gather(element, `${place}.${at}.`, item, leaves, children);
      } else {
        leaves.set(`${place}.${at}`, item);
      }
    }
  }

  // A button of a list: adds an item of a kind, or removes the first.
  async press(place, what, kind = '') {
    const before = this.panel.lists[place].length;
    await this.page.run(pressIn, place, what, kind);
    const count = before + (what === 'add' ? 1 : -1);
    await this.page.until(`${place} to have ${count}`, hasCount, place, count);
    this.panel = await this.page.run(survey);
  }

  // Opens what the panel shows a button of.
  async open(at) {
    await this.page.until(`a way to ${at}`, (at) => {
      const button = document.querySelector(`.side [data-do="open"][data-at="${at}"]`);
      button?.click();
      return Boolean(button);
    }, at);
    await this.page.until(`the panel of ${at}`, isOpen, at);
  }

  // Types in the fields of the panel. Given an element, what else such elements begin with is emptied.
  async fill(leaves, element) {
    const wrong = await this.page.run(type, [...leaves], element ?? null);
    assert.deepEqual(wrong, [], 'fields that do not take what they should');
  }
}

function idsOf(value) {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.id === 'string' ? [value.id] : [];
  return own.concat(...Object.values(value).map(idsOf));
}

// ---- In the page --------------------------------------------------------------------------

// The fields of the panel, and its lists with what each item opens or is called.
function survey() {
  const side = document.querySelector('.side');
  const fields = [...side.querySelectorAll('.field [data-at], .chosen')].map((field) => field.dataset.at);
  const lists = {};
  for (const add of side.querySelectorAll('[data-do="add"]')) {
    const items = add.closest('.list').querySelectorAll(':scope > ol > li');
    lists[add.dataset.at] = [...items].map((item) => ({
      opens: item.querySelector(':scope > .open')?.dataset.at,
      id: item.querySelector(':scope > .small')?.textContent.trim(),
    }));
  }
  return { fields, lists };
}

function pressIn(place, what, kind) {
  const add = document.querySelector(`.side [data-do="add"][data-at="${place}"]`);
  if (what !== 'add') return add.closest('.list').querySelector(`:scope > ol > li > .acts [data-do="${what}"]`).click();
  const kinds = document.getElementById(add.dataset.kind);
  if (kinds) kinds.value = kind;
  return add.click();
}

function hasCount(place, count) {
  const add = document.querySelector(`.side [data-do="add"][data-at="${place}"]`);
  return add?.closest('.list').querySelectorAll(':scope > ol > li').length === count;
}

function isOpen(at) {
  return document.querySelector('.side .form > p:last-child')?.textContent === `Adress: ${at}`;
}

function type(leaves, element) {
  const wrong = [];
  const fields = new Map([...document.querySelectorAll('.side .field [data-at], .side .chosen')].map((one) => [one.dataset.at, one]));
  // References to several: boxes to tick, or two lists of columns.
  const choose = (field, ids) => {
    for (const [at, list] of [...field.querySelectorAll('select')].entries()) list.value = ids[at] ?? '';
    const boxes = [...field.querySelectorAll('input')];
    for (const box of boxes) box.checked = ids.includes(box.value);
    const known = boxes.length ? boxes.map((box) => box.value) : [...field.querySelectorAll('option')].map((option) => option.value);
    field.querySelector('select, input')?.dispatchEvent(new Event('change', { bubbles: true }));
    return ids.every((id) => known.includes(id));
  };
  const isChosen = (field) => [...field.querySelectorAll('select')].some((list) => list.value) || Boolean(field.querySelector(':checked:not(option)'));
  const put = (field, value) => {
    if (field.type === 'checkbox') field.checked = value === true;
    else field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const typed = (field, value) => {
    const { k } = field.dataset;
    if (k === 'flag') return value;
    if (Array.isArray(value)) return value.map((one) => typed(field, one)).join(k === 'lines' ? '\n' : '; ');
    const text = String(value);
    return /^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text;
  };
  const given = new Map(leaves);
  for (const [place, field] of element === null ? [] : fields) {
    if (field.localName === 'fieldset') {
      if (isChosen(field) && !given.has(place)) choose(field, []);
      continue;
    }
    const begun = field.type === 'checkbox' ? field.checked : field.localName === 'select' ? field.selectedIndex > 0 : field.value !== '';
    if (begun && !given.has(place)) put(field, field.localName === 'select' ? field.options[0].value : '');
  }
  for (const [place, value] of given) {
    const field = fields.get(place);
    if (!field) { wrong.push(place); continue; }
    if (field.localName === 'fieldset') {
      if (!choose(field, value)) wrong.push(`${place}: ${value}`);
      continue;
    }
    const text = typed(field, value);
    put(field, text);
    // A list of choices takes only those it has.
    if (field.localName === 'select' && field.value !== text) wrong.push(`${place}: ${text}`);
  }
  return wrong;
}

// ---- Comparing ----------------------------------------------------------------------------

// A report with ids told by their order, so that two that differ in them alone are equal. `around` has
// the names of what is outside it: the committee's units.
export function byOrder(report, around = new Map()) {
  const copy = structuredClone(report);
  for (const member of GIVEN.slice(1)) delete copy[member];
  const ids = new Map(around);
  number(copy, ids);
  rename(copy, ids);
  return copy;
}

const each = (value, visit) => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
};

function number(value, ids) {
  if (typeof value?.id === 'string') {
    if (!ids.has(value.id)) ids.set(value.id, `#${ids.size}`);
  }
  const lists = COLUMNS.map((member) => value?.[member]).filter(Array.isArray);
  const columns = lists.flat().filter((column) => column.id);
  if (columns.length) nameColumns(value, lists, new Map(columns.map((column, at) => [column.id, `|${at}`])));
  each(value, (inner) => number(inner, ids));
}

function nameColumns(table, lists, names) {
  rename(lists, names);
  for (const row of table.rows ?? []) {
    if (!row.cells || Array.isArray(row.cells)) continue;
    row.cells = Object.fromEntries(Object.entries(row.cells).map(([id, cell]) => [names.get(id) ?? id, cell]));
  }
}

function rename(value, names) {
  for (const member of ['id', ...REFERENCES]) {
    const old = value?.[member];
    if (typeof old === 'string') value[member] = names.get(old) ?? old;
    if (Array.isArray(old)) value[member] = old.map((one) => names.get(one) ?? one);
  }
  each(value, (inner) => rename(inner, names));
}
