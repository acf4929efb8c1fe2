import { jest } from '@jest/globals';
import { adoptPreferences, chooseLanguage, getRegion, startRegion, subscribeRegion } from './region.ts';

function browserSpeaks(...tags: string[]): void {
  jest.spyOn(globalThis.navigator, 'languages', 'get').mockReturnValue(tags);
}

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
let stop = (): void => undefined;

beforeEach(() => localStorage.clear());
afterEach(() => {
  stop();
  jest.restoreAllMocks();
});

describe('the region at first', () => {
  it.each([
    [['de-CH', 'en'], 'de', 'de-CH'],
    [['fr-CH', 'de', 'en'], 'de', 'de-CH'],
    [['en-GB'], 'en', 'en-GB'],
    [['fr-FR'], 'en', 'en-FR'],
    [[], 'en', 'en'],
    [['not a tag'], 'en', 'en'],
  ])('of a browser that speaks %j is %s, written as in %s', (tags, language, locale) => {
    browserSpeaks(...tags);
    stop = startRegion();
    expect(getRegion()).toEqual({ language, locale, timeZone: here });
    expect(document.documentElement.lang).toBe(language);
  });
});

describe('a choice', () => {
  it('is kept for the next page, in the region of the browser', () => {
    browserSpeaks('en-CH');
    stop = startRegion();
    chooseLanguage('de');
    expect(getRegion()).toMatchObject({ language: 'de', locale: 'de-CH' });
    expect(document.documentElement.lang).toBe('de');
    stop();
    stop = startRegion();
    expect(getRegion().language).toBe('de');
  });

  it('of a language that nobody writes there is written as the browser does, or plainly', () => {
    browserSpeaks('en-US', 'de-AT');
    stop = startRegion();
    chooseLanguage('de');
    expect(getRegion().locale).toBe('de-AT');
    stop();
    localStorage.clear();
    browserSpeaks('en-US');
    stop = startRegion();
    chooseLanguage('de');
    expect(getRegion().locale).toBe('de');
  });

  it('reaches the other tabs', () => {
    browserSpeaks('en');
    stop = startRegion();
    const heard = jest.fn();
    const leave = subscribeRegion(heard);
    localStorage.setItem('payloom.locale', 'de-AT');
    globalThis.dispatchEvent(new StorageEvent('storage', { key: 'payloom.locale' }));
    expect(getRegion().locale).toBe('de-AT');
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
  });
});

describe('a profile', () => {
  it('comes before the browser, and leaves its language but not its time zone behind', () => {
    browserSpeaks('en-GB');
    stop = startRegion();
    adoptPreferences({ locale: 'de-CH', timeZone: 'Asia/Tokyo' });
    expect(getRegion()).toEqual({ language: 'de', locale: 'de-CH', timeZone: 'Asia/Tokyo' });
    adoptPreferences(undefined);
    expect(getRegion()).toEqual({ language: 'de', locale: 'de-CH', timeZone: here });
  });

  it('that nobody has leaves the time zone of the device unasked for until a time is written', () => {
    browserSpeaks('en-GB');
    const formats = jest.spyOn(Intl, 'DateTimeFormat');
    stop = startRegion();
    adoptPreferences(undefined);
    adoptPreferences(undefined);
    expect(formats).not.toHaveBeenCalled();
    expect(getRegion().timeZone).toBe(here);
    expect(formats).toHaveBeenCalledTimes(1);
  });

  it('of a language that is not written keeps the language of the page, in its region', () => {
    browserSpeaks('en-GB');
    stop = startRegion();
    adoptPreferences({ locale: 'fr-CH', timeZone: 'Mars/Olympus' });
    expect(getRegion()).toEqual({ language: 'en', locale: 'en-CH', timeZone: here });
  });
});
