// Numbers and the table they are printed in.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// The value that so large a part of them does not exceed.
export const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * part) - 1];

const HEAD = { figure: 'figure', goal: 'goal', measured: 'measured', reached: 'reached' };

export class Table {
  rows = [HEAD];

  // One value against a limit that may be missing.
  value(figure, value, { unit, digits = 0, limit, note = '' }) {
    this.add(figure, `${number(value, digits, unit)}${note && ` ${note}`}`, value, { unit, digits, limit });
  }

  // Values, of which the median counts.
  values(figure, values, { unit, digits = 0, limit, note = '' }) {
    const shown = `${number(median(values), digits, unit)} (${spread(values, digits)})${note && ` ${note}`}`;
    this.add(figure, shown, median(values), { unit, digits, limit });
  }

  // Values, of which the one counts that 95 of 100 do not exceed.
  high(figure, values, { unit, digits = 0, limit, note = '' }) {
    const p95 = quantile(values, 0.95);
    const middle = `median ${median(values).toFixed(digits)}`;
    const shown = `${number(p95, digits, unit)} (${middle}, ${spread(values, digits)})${note && ` ${note}`}`;
    this.add(`${figure}, p95`, shown, p95, { unit, digits, limit });
  }

  add(figure, measured, value, { unit, digits, limit }) {
    const goal = limit === undefined ? '' : `≤ ${number(limit, limit < 10 ? digits : 0, unit)}`;
    const reached = limit === undefined ? '' : value <= limit ? 'yes' : 'no';
    this.rows.push({ figure, goal, measured, reached });
  }

  print() {
    const columns = Object.keys(HEAD);
    const width = (column) => Math.max(...this.rows.map((row) => row[column].length));
    const widths = columns.map(width);
    const line = (cells) => cells.map((cell, index) => cell.padEnd(widths[index])).join('  ').trimEnd();
    const lines = this.rows.map((row) => line(columns.map((column) => row[column])));
    const [head, ...body] = lines;
    console.log([head, widths.map((count) => '-'.repeat(count)).join('  '), ...body].join('\n'));
  }
}

const spread = (values, digits) =>
  `n=${values.length}, ${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;
const number = (value, digits, unit) => `${value.toFixed(digits)}${unit ? ` ${unit}` : ''}`;
