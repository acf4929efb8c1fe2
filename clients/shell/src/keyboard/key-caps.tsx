import { Fragment } from 'react';
import { useWords } from './words.ts';

const isApple = (): boolean => /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? '');

/** The keys of the palette, as they are called on this machine. */
export const paletteKeys = (): string => (isApple() ? '⌘ K' : 'Ctrl K');

/** Keys as caps. */
export function KeyCaps({ keys }: { keys: string }) {
  const t = useWords();
  return (
    <span className="flex shrink-0 items-center gap-1">
      {keys.split(' ').map((key, index) => (
        <Fragment key={`${index} ${key}`}>
          {index > 0 && <span className="sr-only">{t('then')}</span>}
          <kbd className="min-w-5 rounded border bg-muted px-1.5 py-0.5 text-center font-sans text-xs text-muted-foreground">
            {key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
