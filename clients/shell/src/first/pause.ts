/** Lets the browser do what waits, such as what somebody taps, before the next part of much work. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
