import { useFormats } from '@payloom/i18n/formats';

type Maybe = number | null | undefined;
const BYTES_OF_MEGABYTE = 1_000_000;
const SECONDS_OF_MINUTE = 60;
const SECONDS_OF_HOUR = 3_600;
const MEGABYTES_OF_GIGABYTE = 1_000;

/** Writes figures with their units; undefined where there is no figure. */
export function useUnits() {
  const formats = useFormats();
  const unit = (value: number, name: string, maximumFractionDigits = 0): string =>
    formats.number(value, { style: 'unit', unit: name, maximumFractionDigits });
  const written = (write: (value: number) => string) => (value: Maybe) =>
    value == null ? undefined : write(value);
  return {
    count: written((value) => formats.number(value)),
    milliseconds: written((value) => unit(value, 'millisecond')),
    seconds: written((value) => {
      if (value < 2 * SECONDS_OF_MINUTE) return unit(value, 'second');
      if (value < 2 * SECONDS_OF_HOUR) return unit(Math.floor(value / SECONDS_OF_MINUTE), 'minute');
      return unit(Math.floor(value / SECONDS_OF_HOUR), 'hour');
    }),
    bytes: written((value) => {
      const megabytes = value / BYTES_OF_MEGABYTE;
      if (megabytes < MEGABYTES_OF_GIGABYTE) return unit(megabytes, 'megabyte', 1);
      return unit(megabytes / MEGABYTES_OF_GIGABYTE, 'gigabyte', 1);
    }),
  };
}
