// Streams a table page by page: nothing of the database stays open while the reader takes its time.

/** `read` answers the rows after a place; `placeOf` tells a row's place. Ends with the first empty page. */
export async function* pages<Row, Place>(
  start: Place,
  read: (after: Place) => readonly Row[],
  placeOf: (row: Row) => Place,
): AsyncGenerator<Row> {
  let after = start
  while (true) {
    const rows = read(after)
    if (rows.length === 0) return
    yield* rows
    after = placeOf(rows.at(-1)!)
  }
}
