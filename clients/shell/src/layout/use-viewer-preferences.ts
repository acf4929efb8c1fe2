import { adoptPreferences } from '@payloom/i18n/region';
import type { SessionViewer } from '@payloom/session/viewer';
import { setTheme, type ThemeChoice } from '@payloom/ui-kit/theme';
import { useEffect } from 'react';
import { useViewerNameQuery, useViewerProfileChangedSubscription } from './__generated__/viewer-name.ts';

const themes: Record<'SYSTEM' | 'LIGHT' | 'DARK', ThemeChoice> = {
  SYSTEM: 'system',
  LIGHT: 'light',
  DARK: 'dark',
};

/** Shows every page in the language, the time zone and the theme of the viewer's profile, also when it is changed meanwhile. */
export function useViewerPreferences(viewer: Pick<SessionViewer, 'id'>): void {
  const { data } = useViewerNameQuery({ errorPolicy: 'ignore' });
  const { id, profile } = data?.viewer ?? {};
  useViewerProfileChangedSubscription({ ignoreResults: true, onError: () => undefined });
  // What was known of the viewer before must not become the next one's.
  const { locale, timeZone, theme } = (id === viewer.id ? profile : undefined) ?? {};
  useEffect(() => {
    if (locale !== undefined && timeZone !== undefined) adoptPreferences({ locale, timeZone });
  }, [locale, timeZone]);
  useEffect(() => {
    if (theme) setTheme(themes[theme]);
  }, [theme]);
}
