import { chooseLanguage } from '@payloom/i18n/region';
import { languageNames, languages } from '@payloom/i18n/language';
import { useRegion } from '@payloom/i18n/use-region';
import { Button } from '@payloom/ui-kit/button';
import { Languages } from 'lucide-react';

/** The other language, in its own words, for whoever has no profile to keep it in. */
export function LanguageSwitch() {
  const { language } = useRegion();
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      <Button key={other} variant="ghost" lang={other} onClick={() => chooseLanguage(other)}>
        <Languages aria-hidden />
        {languageNames[other]}
      </Button>
    ));
}
