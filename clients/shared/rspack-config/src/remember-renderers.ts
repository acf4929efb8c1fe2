/**
 * Runs in the browser, in development, before React. Each remote brings a React Refresh of its own, which comes after
 * React has started and looks here for it. The hook that React Refresh makes by itself forgets who came before.
 */
interface RendererHook {
  renderers: Map<number, unknown>;
  supportsFiber: true;
  inject(renderer: unknown): number;
  onScheduleFiberRoot(): void;
  onCommitFiberRoot(): void;
  onCommitFiberUnmount(): void;
}

declare global {
  var __REACT_DEVTOOLS_GLOBAL_HOOK__: RendererHook | undefined;
}

function rememberingHook(): RendererHook {
  const renderers = new Map<number, unknown>();
  const ignore = (): void => {};
  return {
    renderers,
    supportsFiber: true,
    inject: (renderer) => {
      const id = renderers.size + 1;
      renderers.set(id, renderer);
      return id;
    },
    onScheduleFiberRoot: ignore,
    onCommitFiberRoot: ignore,
    onCommitFiberUnmount: ignore,
  };
}

// The React DevTools have one already, where they are installed.
globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ ??= rememberingHook();

export {};
