import { gzipSync } from "node:zlib";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phraseWords } from "../../src/core/messages/phrases.js";
import { rateColumns, readRate } from "../../src/core/rates/rate-row.js";
import { readSheet } from "../../src/manage/rates/read-sheet.js";

const header = "channel,country,price,currency,billedOn,upstream,effectiveFrom";

/** What is read of these bytes, in pieces of some size. */
async function read(text: string | Buffer, pieceBytes = 64 * 1024) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const sheet = await readSheet(Readable.from(pieces), rateColumns, readRate);
  return sheet.ok
    ? {
        rows: sheet.value.rows,
        rejected: sheet.value.rejected.map(
          ({ line, reason }) => `${line}: ${phraseWords(reason, "en")}`,
        ),
        problem: null,
      }
    : { rows: [], rejected: [], problem: phraseWords(sheet.reason, "en") };
}

describe("a sheet", () => {
  const row = { channel: "SMS", country: "ID", price: "0.01", currency: "USD" };

  it.each([
    ["LF", `${header}\nSMS,ID,0.01,USD,DELIVERED,,\n`],
    ["CRLF", `${header}\r\nSMS,ID,0.01,USD,DELIVERED,,\r\n`],
    ["CR", `${header}\rSMS,ID,0.01,USD,DELIVERED,,\r`],
    ["no end of line", `${header}\nSMS,ID,0.01,USD,DELIVERED,,`],
    ["a byte-order mark", `\uFEFF${header}\nSMS,ID,0.01,USD,DELIVERED,,\n`],
    ["semicolons", `${header}\nSMS,ID,0.01,USD,DELIVERED,,\n`.replaceAll(",", ";")],
    ["tabs", `${header}\nSMS,ID,0.01,USD,DELIVERED,,\n`.replaceAll(",", "\t")],
    [
      "quoted cells",
      `"channel", "country",price,currency,billedOn\n "SMS" ,"ID","0.01",USD,DELIVERED`,
    ],
    [
      "other cases and spaces",
      `CHANNEL,Country,Price,currency,billed_on\nsms, id ,0.01,usd,Delivered`,
    ],
    [
      "columns in another order",
      `price,billedOn,currency,country,channel\n0.01,DELIVERED,USD,ID,SMS`,
    ],
    ["empty cells at the end", `${header},,,\nSMS,ID,0.01,USD,DELIVERED,,,,,\n`],
    ["needless zeros", `${header}\nSMS,ID,0.010000000,USD,DELIVERED,,\n`],
  ])("is read with %s", async (_what, text) => {
    const { rows, rejected, problem } = await read(text);

    expect([rejected, problem]).toEqual([[], null]);
    const plain = rows.map((one) => ({ ...one, price: one.price.replace(/0000$/, "") }));
    expect(plain).toMatchObject([{ ...row, billedOn: "DELIVERED", line: 2, effectiveFrom: null }]);
  });

  it("counts lines as an editor does, over empty ones and breaks within cells", async () => {
    const text = [
      header,
      'SMS,ID,0.01,USD,DELIVERED,"a\r\nb",',
      "",
      "SMS,IN,0.01,USD,DELIVERED",
      'SMS,"BR"x,0.01,USD,DELIVERED,,',
      "SMS,US,0.01,USD,DELIVERED,,",
    ].join("\r\n");

    const { rows, rejected } = await read(text);

    expect(rows.map(({ line, country }) => [line, country])).toEqual([
      [2, "ID"],
      [7, "US"],
    ]);
    expect(rejected).toEqual([
      "5: it has 5 cells, the first line names 7",
      "6: a quote stands where none may be: a quoted cell begins and ends with one",
    ]);
  });

  it.each([
    ["", "it has no line below the names of its columns."],
    [header, "it has no line below the names of its columns."],
    ["SMS,ID,0.01,USD,DELIVERED\n", "there is no column “SMS”."],
    [`${header},price\n`, "the column “price” is there twice."],
    ["channel,country,price,currency\nSMS,ID,1,USD", "the column “billedOn” is missing."],
    [`${header}\nSMS,ID,"0.01,USD\nSMS,IN`, "from line 2 on, a quoted cell does not end."],
    [`${header}\nSMS,${"x".repeat(20_000)}`, "line 2 has more than 10000 characters."],
    [Buffer.from(`${header}\nSMS,ID,1,USD,DELIVERED,caf\xe9,\n`, "latin1"), "line 2 is not UTF-8."],
    [Buffer.from(`\uFEFF${header}\nSMS`, "utf16le"), "it is UTF-16."],
    [`${header}\nSMS,I\0D,1`, "line 2 holds bytes that no text has."],
    [gzipSync(header), "it is a workbook or an archive."],
    [Buffer.from("PK\u0003\u0004workbook"), "it is a workbook or an archive."],
  ])("is refused as a whole when it cannot be one: %j", async (text, problem) => {
    expect((await read(text)).problem).toContain(problem);
    expect((await read(text, 7)).problem).toContain(problem);
  });

  it("has a length beyond which it is refused", async () => {
    const lines = (count: number) => `${header}\n${"SMS,ID,0.01,USD,DELIVERED,,\n".repeat(count)}`;
    const readUpTo3 = (text: string) =>
      readSheet(Readable.from([Buffer.from(text)]), rateColumns, readRate, 3);

    expect(await readUpTo3(lines(3))).toMatchObject({ ok: true });
    expect(await readUpTo3(lines(4))).toEqual({
      ok: false,
      reason: { phrase: "sheetTooLong", params: { max: 3 } },
    });
  });

  it.each([
    ["one line without end", "x".repeat(64 * 1024), "line 2 has more than"],
    ["lines without end", "SMS,ID,0.01,USD,DELIVERED,,\n".repeat(2_000), "more than 5000 lines"],
  ])("of 2 GB is read no further than its first mistake: %s", async (_name, piece, problem) => {
    let read = 0;
    const pieces = function* () {
      yield Buffer.from(`${header}\n`);
      for (; read < 2 * 1024 ** 3; read += piece.length) {
        yield Buffer.from(piece);
      }
    };

    const sheet = await readSheet(Readable.from(pieces()), rateColumns, readRate, 5_000);

    expect(sheet.ok ? "" : phraseWords(sheet.reason, "en")).toContain(problem);
    expect(read).toBeLessThan(4 * 1024 * 1024);
  });

  it.each([
    ["2026-12-01", "2026-12-01T00:00:00.000Z"],
    ["2026-12-01T08:00:00+07:00", "2026-12-01T01:00:00.000Z"],
    ["2026-12-01 08:00Z", "2026-12-01T08:00:00.000Z"],
    ["2026-02-30", null],
    ["12/01/2026", null],
    ["2026-12-01T08:00:00", null],
    ["46357", null],
  ])("begins a price at %s only where that is one moment", async (cell, moment) => {
    const { rows } = await read(`${header}\nSMS,ID,0.01,USD,DELIVERED,,${cell}`);

    const at = rows[0]?.effectiveFrom;
    expect(Number.isNaN(at?.getTime()) ? null : at?.toISOString()).toBe(moment);
  });

  it("reads back every cell that was written by the rules, however it is cut", async () => {
    const cell = fc
      .string({ maxLength: 12, unit: "grapheme" })
      .map((text) => text.replaceAll("\0", "").trim().replace(/^"|"$/g, ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 40 }),
        async (upstreams, end, pieceBytes) => {
          const lines = upstreams.map(
            (text) => `SMS,ID,0.01,USD,DELIVERED,"${text.replaceAll('"', '""')}",`,
          );
          const { rows } = await read([header, ...lines].join(end), pieceBytes);

          const expected = upstreams.map((text) => text.trim()).map((text) => text || null);
          expect(rows.map(({ upstream }) => upstream)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is read the same whether or not, and from which line on, cells are quoted", async () => {
    const cell = fc.string({ maxLength: 8, unit: "grapheme-ascii" }).map((text) => {
      return text.replaceAll(/[",;\t\r\n]/g, "").trim();
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.integer({ min: 1, max: 60 }),
        async (cells, end, pieceBytes) => {
          const lines = cells.map(([text, isQuoted]) => {
            return `SMS,ID,0.01,USD,DELIVERED,${isQuoted ? `"${text}"` : text},${end}`;
          });
          const { rows, rejected } = await read([header, ...lines].join(end), pieceBytes);

          expect(rejected).toEqual([]);
          expect(rows.map(({ line, upstream }) => [line, upstream])).toEqual(
            // Every line is followed by an empty one.
            cells.map(([text], index) => [2 + 2 * index, text || null]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
