import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';
import { getTheme, setTheme, subscribeTheme, themeChoices, type ThemeChoice } from './theme-choice.ts';
import { useMedia } from './use-media.ts';
import { useWords } from './words.ts';

export { getTheme, setTheme, startTheme, subscribeTheme, type ThemeChoice } from './theme-choice.ts';

const icons: Record<ThemeChoice, LucideIcon> = { light: Sun, dark: Moon, system: Monitor };

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

/** A button that opens the choice of light, dark and system. */
export function ThemeToggle({ className, onChoose }: ThemeToggleProps) {
  const t = useWords();
  const { choice, shown } = useTheme();
  const Icon = icons[shown];
  const choose = (value: string): void => {
    const next = themeChoices.find((each) => each === value) ?? 'system';
    setTheme(next);
    onChoose?.(next);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('theme', { choice: t(`themes.${choice}`) })}
          className={className}
        >
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-36">
        <DropdownMenuRadioGroup value={choice} onValueChange={choose}>
          {themeChoices.map((each) => {
            const ChoiceIcon = icons[each];
            return (
              <DropdownMenuRadioItem key={each} value={each}>
                <ChoiceIcon aria-hidden />
                {t(`themes.${each}`)}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
