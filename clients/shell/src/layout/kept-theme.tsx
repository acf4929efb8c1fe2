import { ThemeToggle, type ThemeChoice } from '@payloom/ui-kit/theme';
import { toast } from '@payloom/ui-kit/toaster';
import { useSaveThemeMutation } from './__generated__/save-theme.ts';
import { useWords } from './words.ts';

const themes = { system: 'SYSTEM', light: 'LIGHT', dark: 'DARK' } as const;

/** The choice of the theme: seen at once, and kept in the profile for the other devices. */
export function KeptTheme() {
  const [save] = useSaveThemeMutation();
  const keep = async (choice: ThemeChoice): Promise<void> => {
    const kept = await save({ variables: { theme: themes[choice] } }).then(
      ({ data }) => data?.updateProfile.__typename === 'Profile',
      () => false,
    );
    if (kept) return;
    const t = useWords.now();
    toast.warning(t('themeKept'), {
      action: { label: t('again'), onClick: () => void keep(choice) },
    });
  };
  return <ThemeToggle onChoose={(choice) => void keep(choice)} />;
}
