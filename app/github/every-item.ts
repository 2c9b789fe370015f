const PER_PAGE = 100;

/** The items of a list that GitHub gives in pages. A page is asked for only when the one before it was read to its end. */
export async function* everyItem<Item>(
  ask: (page: { per_page: number; page: number }) => Promise<{ data: readonly Item[] }>,
): AsyncGenerator<Item> {
  for (let page = 1; ; page++) {
    const { data } = await ask({ per_page: PER_PAGE, page });
    yield* data;
    if (data.length < PER_PAGE) return;
  }
}
