import { Monitor, MonitorSmartphone, Smartphone, Tablet, type LucideIcon } from 'lucide-react';
import type { OpenSessionRowFragment } from './__generated__/sessions.ts';
import { useWords } from './words.ts';

type Device = OpenSessionRowFragment['device'];

/** The picture of each kind of device. */
export const deviceIcons: Record<Device['kind'], LucideIcon> = {
  DESKTOP: Monitor,
  PHONE: Smartphone,
  TABLET: Tablet,
  OTHER: MonitorSmartphone,
};

/** "Firefox on Windows", as far as it is known. */
export function deviceWords({ browser, system }: Device): string {
  const t = useWords.now();
  if (browser && system) return t('device', { browser, system });
  return browser ?? system ?? t('unknownDevice');
}
