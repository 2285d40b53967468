// A vendor fills in the workbook of its request with a library that Sakimori does not use: Debian's openpyxl.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const FILL = `
import json, sys, openpyxl, datetime
source, target, say = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
book = openpyxl.load_workbook(source)
for sheet in book.worksheets:
    codes = {cell.value: cell.column for cell in sheet[1] if cell.value}
    if "round-1.answer" in codes:
        for row in range(2, sheet.max_row + 1):
            item = sheet.cell(row, codes["sakimori-form-workbook-v1"]).value
            if item and item not in say.get("leave", []):
                sheet.cell(row, codes["round-1.answer"]).value = say["answers"].get(item, "はい")
                sheet.cell(row, codes["round-1.on"]).value = datetime.date.fromisoformat(say["on"])
    if "sakimori-reply-v1" in codes:
        for row in range(2, sheet.max_row + 1):
            key = sheet.cell(row, codes["sakimori-reply-v1"]).value or ""
            if key == "name":
                sheet.cell(row, codes["answer"]).value = say["name"]
            elif key == "complete" or key.startswith("access:"):
                sheet.cell(row, codes["answer"]).value = "はい"
book.save(target)
`;

/**
 * @param {string} source the workbook as Sakimori made it
 * @param {string} target the filled-in one
 * @param {{ name: string, on: string, answers?: Record<string, string>, leave?: string[] }} say
 *   answers other than はい by item, and items left empty
 */
export async function fillIn(source, target, say) {
  await run("/usr/bin/python3", ["-c", FILL, source, target, JSON.stringify({ answers: {}, ...say })]);
}

const PAST = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=10)
database.execute("UPDATE vendor_link SET expires_on = '2020-01-01' WHERE revoked_at IS NULL")
database.commit()
`;

/** The last day of every link lies years back: a journey can't wait for it. */
export async function letLinksEnd(data) {
  await run("/usr/bin/python3", ["-c", PAST, `${data}/sakimori.sqlite`]);
}
