import { say } from '@payloom/i18n/wording';
import type { Role } from '@payloom/session/viewer';
import { setTheme } from '@payloom/ui-kit/theme';
import { Keyboard, LogOut, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate, type NavigateFunction } from 'react-router';
import { signOut } from '../layout/sign-out.ts';
import { useContributions, useNavigationEntries } from '../remotes/use-remotes.ts';
import { useWords } from './words.ts';

/** Something in the palette, in the words of the page. */
export interface ShellCommand {
  readonly id: string;
  readonly kind: 'page' | 'action';
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

type Words = ReturnType<typeof useWords>;

function ownCommands(t: Words, showKeys: () => void): ShellCommand[] {
  const theme = (choice: 'light' | 'dark' | 'system', icon: LucideIcon): ShellCommand => ({
    id: `theme.${choice}`,
    kind: 'action',
    label: t('theme', { theme: t(`themes.${choice}`) }),
    icon,
    run: () => setTheme(choice),
  });
  return [
    theme('light', Sun),
    theme('dark', Moon),
    theme('system', Monitor),
    { id: 'shortcuts', kind: 'action', label: t('shortcuts'), icon: Keyboard, run: showKeys },
    { id: 'sign-out', kind: 'action', label: t('signOut'), icon: LogOut, run: signOut },
  ];
}

const goTo = (navigate: NavigateFunction, to: string) => () => void navigate(to);

/** All that the role can go to and do from any page. */
export function useCommands(role: Role, showKeys: () => void): ShellCommand[] {
  const navigate = useNavigate();
  const t = useWords();
  const pages = useNavigationEntries(role);
  const { commands } = useContributions(role);
  return useMemo(
    () => [
      ...commands.map(({ id, label, icon, keys, to }): ShellCommand => {
        return { id, kind: 'action', label: say(label), icon, keys, run: goTo(navigate, to) };
      }),
      ...pages.map(({ to, label, icon, keys }): ShellCommand => {
        return { id: to, kind: 'page', label: say(label), icon, keys, run: goTo(navigate, to) };
      }),
      ...ownCommands(t, showKeys),
    ],
    [commands, pages, navigate, t, showKeys],
  );
}
