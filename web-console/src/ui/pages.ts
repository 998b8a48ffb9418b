/** The part of a query of pages that a list needs. */
type Pages<T> = {
  data: { pages: { items: T[] }[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** The rows of all pages read so far. */
export function rowsOf<T>(pages: Pages<T>): T[] {
  return pages.data?.pages.flatMap((page) => page.items) ?? [];
}

/** How to read the next page; nothing when this was the last. */
export function moreOf<T>(pages: Pages<T>): { isLoading: boolean; load: () => void } | undefined {
  if (!pages.hasNextPage) return undefined;
  return { isLoading: pages.isFetchingNextPage, load: () => void pages.fetchNextPage() };
}

/** How every list of the API goes on: by the cursor that the page before names. */
export const BY_CURSOR = {
  pageParamName: "cursor",
  // the hook would make 0 of one that is absent; the client sends no empty one
  initialPageParam: "",
  getNextPageParam: (page: { nextCursor?: string | undefined }) => page.nextCursor,
};
