import { useEffect, useState } from 'react';

/**
 * Stands in for react-style-singleton in our bundles (clients/shared/rspack-config/src/client-config.ts): that one writes a
 * style element into the page while a dialog or menu is open, which a policy without 'unsafe-inline' refuses. A sheet that is
 * adopted is no part of the page.
 */
export function stylesheetSingleton(): { add(css: string): void; remove(): void } {
  let users = 0;
  let sheet: CSSStyleSheet | undefined;
  return {
    add(css) {
      users += 1;
      if (sheet !== undefined) return;
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    remove() {
      users -= 1;
      if (users > 0 || sheet === undefined) return;
      const left = sheet;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== left);
      sheet = undefined;
    },
  };
}

/** A hook that keeps these styles on the page while a component that uses it is there. */
export function styleHookSingleton(): (styles: string, isDynamic?: boolean) => void {
  const shared = stylesheetSingleton();
  return function useStyles(styles, isDynamic = false) {
    const [first] = useState(styles);
    const wanted = isDynamic ? styles : first;
    useEffect(() => {
      shared.add(wanted);
      return () => shared.remove();
    }, [wanted]);
  };
}

/** The same as a component. */
export function styleSingleton(): (props: { styles: string; dynamic?: boolean }) => null {
  const useStyles = styleHookSingleton();
  return function Styles({ styles, dynamic }) {
    useStyles(styles, dynamic);
    return null;
  };
}
