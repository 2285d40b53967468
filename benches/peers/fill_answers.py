"""Fills in the answers of round 1 in every workbook of a folder, as a vendor's Excel would."""

import datetime
import pathlib
import sys

import openpyxl

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        codes = {cell.value: cell.column for cell in sheet[1] if cell.value}
        if "round-1.answer" in codes:
            item = codes["sakimori-form-workbook-v1"]
            for row in range(2, sheet.max_row + 1):
                if not sheet.cell(row, item).value:
                    continue
                sheet.cell(row, codes["round-1.answer"]).value = "はい"
                sheet.cell(row, codes["round-1.on"]).value = datetime.date.today()
        if "sakimori-reply-v1" in codes:
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, codes["sakimori-reply-v1"]).value == "name":
                    sheet.cell(row, codes["answer"]).value = "山田 太郎"
    book.save(path)
