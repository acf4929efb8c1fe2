import { languageNames, languages, type Language } from '@payloom/i18n/language';
import { chooseLanguage, localeFor } from '@payloom/i18n/region';
import { useRegion } from '@payloom/i18n/use-region';
import { DropdownMenuItem } from '@payloom/ui-kit/dropdown-menu';
import { toast } from '@payloom/ui-kit/toaster';
import { Languages } from 'lucide-react';
import { useSaveLocaleMutation } from './__generated__/save-locale.ts';
import { useWords } from './words.ts';

/** The other language, in the menu of the account: seen at once, and kept in the profile for the other devices. */
export function LanguageItems() {
  const { language } = useRegion();
  const [save] = useSaveLocaleMutation();
  const choose = async (other: Language): Promise<void> => {
    const locale = localeFor(other);
    chooseLanguage(other);
    const kept = await save({ variables: { locale } }).then(
      ({ data }) => data?.updateProfile.__typename === 'Profile',
      () => false,
    );
    if (kept) return;
    const t = useWords.now();
    toast.warning(t('languageKept'), {
      action: { label: t('again'), onClick: () => void choose(other) },
    });
  };
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      <DropdownMenuItem key={other} lang={other} onSelect={() => void choose(other)}>
        <Languages aria-hidden />
        {languageNames[other]}
      </DropdownMenuItem>
    ));
}
