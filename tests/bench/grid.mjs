// The economy table in a public spreadsheet grid from npm, for comparison; esbuild makes one file of
// it for the page. Deviations and sums are formulas there. What a report has besides (its other
// sections, journal, storing, comparison with other reports) is left out: it would only slow theirs.
import jspreadsheet from 'jspreadsheet-ce';
import suites from 'jsuites/dist/jsuites.css';
import sheet from 'jspreadsheet-ce/dist/jspreadsheet.css';

const style = document.createElement('style');
style.textContent = suites + sheet;
document.head.append(style);

// The letters of a column by its index.
const letter = (index) => String.fromCharCode(65 + index);

// `columns`: the titles of the figures; `rows`: label and figures. The sums stand in a row below all
// others; `isPlain` leaves out all that is computed.
export function build(place, { columns, rows }, isPlain) {
  const last = rows.length + 1;
  const minus = (row, a, b) => `=${letter(a)}${row}-${letter(b)}${row}`;
  const deviations = (row) => [minus(row, 1, 2), minus(row, 3, 4), minus(row, 3, 1)];
  const sums = columns.map((_, index) => `=SUM(${letter(index + 1)}1:${letter(index + 1)}${last - 1})`);
  const computed = [...rows.map((row, index) => [...row, ...deviations(index + 1)]), ['Summa', ...sums, ...deviations(last)]];
  const data = isPlain ? rows : computed;
  const titles = ['', ...columns, ...(isPlain ? [] : ['Avvikelse', 'Helårsavvikelse', 'Förändring'])];
  const about = titles.map((title, index) => ({ title, width: index ? 100 : 160 }));
  const [table] = jspreadsheet(place, { worksheets: [{ data, columns: about, minDimensions: [titles.length, data.length] }] });
  // Cells by column and row.
  data.forEach((_, y) => titles.forEach((_, x) => { table.getCellFromCoords(x, y).id = `c-${x}-${y}`; }));
}
