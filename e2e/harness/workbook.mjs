// A workbook changed by a library that Sakimori does not use: Debian's openpyxl, as another program would hand it back.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

// Cells are found by the codes of the hidden first row and the hidden item column; those ids are what the format promises.
const SCRIPT = `
import json, sys, openpyxl, datetime
source, target, changes = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2, max_col=1) if row[0].value}
for item, cells in changes.items():
    for column, value in cells.items():
        if isinstance(value, str) and value[:5] == "date:":
            value = datetime.date.fromisoformat(value[5:])
        sheet.cell(row=rows[item], column=columns[column]).value = value
book.save(target)
`;

/**
 * Sets cells of a form's workbook.
 * @param {string} source path of the workbook
 * @param {string} target path of the changed one
 * @param {Record<string, Record<string, string>>} changes item → column code → value; "date:2024-06-10" is a day
 */
export async function edit(source, target, changes) {
  await run("/usr/bin/python3", ["-c", SCRIPT, source, target, JSON.stringify(changes)]);
}

// Lists have their headings in the first row; rows are found by what stands in one of their columns.
const LIST = `
import json, sys, openpyxl
source, target, key, changes = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
rows = {row[columns[key] - 1].value: row[0].row for row in sheet.iter_rows(min_row=2)}
for name, cells in changes.items():
    for column, value in cells.items():
        sheet.cell(row=rows[name], column=columns[column]).value = value
book.save(target)
`;

/**
 * Sets cells of a list.
 * @param {string} source path of the workbook
 * @param {string} target path of the changed one
 * @param {string} key heading of the column by which rows are found
 * @param {Record<string, Record<string, string>>} changes what stands there → heading → value
 */
export async function fillList(source, target, key, changes) {
  await run("/usr/bin/python3", ["-c", LIST, source, target, key, JSON.stringify(changes)]);
}
