// A vendor's own workbook, made by Debian's openpyxl as a vendor's Excel would.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const SCRIPT = `
import json, sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = sys.argv[2]
for row in json.loads(sys.argv[3]):
    sheet.append([cell if cell != "" else None for cell in row])
book.save(sys.argv[1])
`;

/** Writes rows into the first sheet of a new workbook. */
export async function vendorBook(file, sheet, rows) {
  await run("/usr/bin/python3", ["-c", SCRIPT, file, sheet, JSON.stringify(rows)]);
  return file;
}
