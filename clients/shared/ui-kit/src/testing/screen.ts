/** Gives jsdom a screen of the width for as long as a test needs it; returns how to take it away again. */
export function setScreenWidth(widthPixels: number): () => void {
  const before = globalThis.matchMedia;
  globalThis.matchMedia = (query) => {
    const least = /min-width:\s*(\d+)px/.exec(query)?.[1];
    const list = new EventTarget();
    return Object.assign(list, {
      matches: least !== undefined && widthPixels >= Number(least),
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  };
  return () => {
    globalThis.matchMedia = before;
  };
}
