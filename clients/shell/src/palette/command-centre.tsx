import type { Role } from '@payloom/session/viewer';
import { Button } from '@payloom/ui-kit/button';
import { toast } from '@payloom/ui-kit/toaster';
import { Search } from 'lucide-react';
import { useCallback, useState, type ComponentType } from 'react';
import type { ShortcutHelpProps } from '../keyboard/shortcut-help.tsx';
import { paletteKeys } from '../keyboard/key-caps.tsx';
import type { Binding } from '../keyboard/key-sequence.ts';
import { focusRow, focusSearch } from '../keyboard/page-keys.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { useContributions } from '../remotes/use-remotes.ts';
import type { PaletteProps } from './palette.tsx';
import { useCommands } from './use-commands.ts';
import { useWords } from './words.ts';

type Open =
  | { readonly kind: 'palette'; readonly Shown: ComponentType<PaletteProps> }
  | { readonly kind: 'keys'; readonly Shown: ComponentType<ShortcutHelpProps> };

const fetchPalette = () => import('./palette.tsx');

/** Fetches what is to be opened when it is asked for first: most pages never need it. */
async function fetchOpen(kind: Open['kind']): Promise<Open | undefined> {
  try {
    if (kind === 'palette') return { kind, Shown: (await fetchPalette()).Palette };
    return { kind, Shown: (await import('../keyboard/shortcut-help.tsx')).ShortcutHelp };
  } catch (error) {
    console.error('A dialog of the shell could not be fetched.', error);
    const t = useWords.now();
    toast.error(t('notLoaded'), { description: t('tryAgain') });
    return undefined;
  }
}

/** The palette, the shortcuts and the keys that open them, on every page of somebody who is signed in. */
export function CommandCentre({ role }: { role: Role }) {
  const t = useWords();
  const [open, setOpen] = useState<Open>();
  const show = useCallback((kind: Open['kind']) => void fetchOpen(kind).then(setOpen), []);
  const showKeys = useCallback(() => show('keys'), [show]);
  const showPalette = useCallback(() => show('palette'), [show]);
  const close = useCallback(() => setOpen(undefined), []);
  const commands = useCommands(role, showKeys);
  const { searches } = useContributions(role);
  const own: Binding[] = [
    { keys: '?', run: showKeys },
    { keys: '/', run: () => focusSearch() || showPalette() },
    { keys: 'j', run: () => focusRow(1) },
    { keys: 'k', run: () => focusRow(-1) },
  ];
  const bindings = [...own, ...commands.flatMap(({ keys, run }) => (keys ? [{ keys, run }] : []))];
  useShortcuts(bindings, showPalette);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        title={t('openWithKeys', { keys: paletteKeys() })}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={showPalette}
        onPointerEnter={() => void fetchPalette().catch(() => undefined)}
      >
        <Search aria-hidden />
        <span className="sr-only">{t('open')}</span>
      </Button>
      {open?.kind === 'palette' && <open.Shown commands={commands} searches={searches} onClose={close} />}
      {open?.kind === 'keys' && <open.Shown commands={commands} onClose={close} />}
    </>
  );
}
