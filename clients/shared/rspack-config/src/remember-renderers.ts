interface RendererHook {
  readonly renderers: Map<number, unknown>;
  readonly supportsFiber: true;
  inject(renderer: unknown): number;
  onScheduleFiberRoot(): void;
  onCommitFiberRoot(): void;
  onCommitFiberUnmount(): void;
}

declare global {
  var __REACT_DEVTOOLS_GLOBAL_HOOK__: RendererHook | undefined;
}

function rememberRenderers(): void {
  const renderers = new Map<number, unknown>();
  // The React DevTools have a hook already, where they are installed.
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ ??= {
    renderers,
    supportsFiber: true,
    inject: (renderer) => renderers.set(renderers.size + 1, renderer).size,
    onScheduleFiberRoot: () => {},
    onCommitFiberRoot: () => {},
    onCommitFiberUnmount: () => {},
  };
}

/**
 * An entry that runs in the browser, in development, before React. Each remote brings a React Refresh of its own, which
 * comes after React has started and looks at this hook for it. The hook that React Refresh makes by itself forgets who
 * came before.
 */
export const rememberRenderersEntry = `data:text/javascript,${encodeURIComponent(`(${rememberRenderers.toString()})()`)}`;
