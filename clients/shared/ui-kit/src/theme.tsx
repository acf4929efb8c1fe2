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

export { getTheme, setTheme, startTheme, subscribeTheme, type ThemeChoice } from './theme-choice.ts';

const looks: Record<ThemeChoice, { label: string; icon: LucideIcon }> = {
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
  system: { label: 'System', icon: Monitor },
};

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

/** A button that opens the choice of light, dark and system. */
export function ThemeToggle({ className }: { className?: string }) {
  const { choice, shown } = useTheme();
  const Icon = looks[shown].icon;
  const choose = (value: string): void => setTheme(themeChoices.find((each) => each === value) ?? 'system');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Theme: ${looks[choice].label}`}
          className={className}
        >
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-36">
        <DropdownMenuRadioGroup value={choice} onValueChange={choose}>
          {themeChoices.map((each) => {
            const { label, icon: ChoiceIcon } = looks[each];
            return (
              <DropdownMenuRadioItem key={each} value={each}>
                <ChoiceIcon aria-hidden />
                {label}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
