import { adoptPreferences } from '@payloom/i18n/region';
import { useSession } from '@payloom/session/use-session';
import { setTheme, type ThemeChoice } from '@payloom/ui-kit/theme';
import { useEffect } from 'react';
import { useViewerNameQuery, useViewerProfileChangedSubscription } from './__generated__/viewer-name.ts';

const themes: Record<'SYSTEM' | 'LIGHT' | 'DARK', ThemeChoice> = {
  SYSTEM: 'system',
  LIGHT: 'light',
  DARK: 'dark',
};

/** Shows every page in the language, the time zone and the theme of the viewer's profile, also when it is changed meanwhile. */
export function useViewerPreferences(): void {
  const { status, viewer } = useSession();
  const { data } = useViewerNameQuery({ skip: !viewer, errorPolicy: 'ignore' });
  const { id, profile } = data?.viewer ?? {};
  useViewerProfileChangedSubscription({ skip: !viewer, ignoreResults: true, onError: () => undefined });
  // What was known of the viewer before must not become the next one's.
  const { locale, timeZone, theme } = (id === viewer?.id ? profile : undefined) ?? {};
  useEffect(() => {
    if (locale !== undefined && timeZone !== undefined) adoptPreferences({ locale, timeZone });
  }, [locale, timeZone]);
  useEffect(() => {
    if (theme) setTheme(themes[theme]);
  }, [theme]);
  useEffect(() => {
    if (status === 'anonymous') adoptPreferences(undefined);
  }, [status]);
}
