import { Button } from './button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';
import { setTheme, themeChoices, type ThemeChoice } from './theme-choice.ts';
import { themeIcons, useTheme } from './theme.tsx';
import { useWords } from './words.ts';

export interface ThemeMenuProps {
  'aria-label': string;
  className?: string;
  /** Whether a key has opened it: then that of the first choice is the next one. */
  isByKeyboard: boolean;
  onChoose: ((choice: ThemeChoice) => void) | undefined;
}

/** The choice of light, dark and system; open when it comes. */
export function ThemeMenu({ isByKeyboard, onChoose, ...look }: ThemeMenuProps) {
  const t = useWords();
  const { choice, shown } = useTheme();
  const Icon = themeIcons[shown];
  const choose = (value: string): void => {
    const next = themeChoices.find((each) => each === value) ?? 'system';
    setTheme(next);
    onChoose?.(next);
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" {...look}>
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-36" focusesFirst={isByKeyboard}>
        <DropdownMenuRadioGroup value={choice} onValueChange={choose}>
          {themeChoices.map((each) => {
            const ChoiceIcon = themeIcons[each];
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
