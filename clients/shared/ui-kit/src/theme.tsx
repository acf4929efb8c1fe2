import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { useOnDemand } from './on-demand.tsx';
import { getTheme, setTheme, subscribeTheme, type ThemeChoice } from './theme-choice.ts';
import type { ThemeMenuProps } from './theme-menu.tsx';
import { useMedia } from './use-media.ts';
import { useWords } from './words.ts';

export { getTheme, setTheme, startTheme, subscribeTheme, type ThemeChoice } from './theme-choice.ts';

/** What each choice looks like. */
export const themeIcons: Record<ThemeChoice, LucideIcon> = { light: Sun, dark: Moon, system: Monitor };

export interface Theme {
  choice: ThemeChoice;
  /** What is seen: the choice, or the device's where the choice is "system". */
  shown: 'light' | 'dark';
  choose: (choice: ThemeChoice) => void;
}

/** The theme in force and how to change it. */
export function useTheme(): Theme {
  const choice = useSyncExternalStore(subscribeTheme, getTheme, getTheme);
  const systemDark = useMedia('(prefers-color-scheme: dark)', false);
  const shown = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  return { choice, shown, choose: setTheme };
}

export interface ThemeToggleProps {
  className?: string;
  /** Told what was chosen, when it is shown already. */
  onChoose?: (choice: ThemeChoice) => void;
}

const fetchMenu = async () => (await import('./theme-menu.tsx')).ThemeMenu;

/** A button that opens the choice of light, dark and system. The menu is fetched with the first press: few ever do. */
export function ThemeToggle({ className, onChoose }: ThemeToggleProps) {
  const t = useWords();
  const { choice, shown } = useTheme();
  const { Shown, isByKeyboard, button } = useOnDemand<ThemeMenuProps>(fetchMenu);
  const Icon = themeIcons[shown];
  const look = {
    'aria-label': t('theme', { choice: t(`themes.${choice}`) }),
    ...(className === undefined ? {} : { className }),
  };
  if (Shown) return <Shown {...look} isByKeyboard={isByKeyboard} onChoose={onChoose} />;
  return (
    <Button variant="ghost" size="icon" {...button} {...look}>
      <Icon aria-hidden />
    </Button>
  );
}
