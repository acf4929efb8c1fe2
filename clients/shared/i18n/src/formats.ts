import { getRegion } from '@payloom/i18n/region';
import { useRegion } from '@payloom/i18n/use-region';
import { createFormatter } from 'use-intl/core';
import type { Region } from './language.ts';

/** Writes numbers, dates, times and lists the way a region does. */
export type Formats = ReturnType<typeof createFormatter>;

/**
 * Of a region. Its time zone is found out when a time is to be written and not before, for that is work: what writes numbers and
 * lists is made without it.
 */
function createFormats(region: Region): Formats {
  const { locale } = region;
  let timed: Formats | undefined;
  const withZone = (): Formats => (timed ??= createFormatter({ locale, timeZone: region.timeZone }));
  return {
    ...createFormatter({ locale }),
    get dateTime() {
      return withZone().dateTime;
    },
    get dateTimeRange() {
      return withZone().dateTimeRange;
    },
  };
}

let last: { readonly region: Region; readonly formats: Formats } | undefined;

function formatsOf(region: Region): Formats {
  if (last?.region !== region) {
    last = { region, formats: createFormats(region) };
  }
  return last.formats;
}

/** How numbers, dates, times and lists are written on this page, in the viewer's time zone. */
export function useFormats(): Formats {
  return formatsOf(useRegion());
}

/** The same outside of components. */
export function currentFormats(): Formats {
  return formatsOf(getRegion());
}
