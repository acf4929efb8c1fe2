const NAME = 'payloom.keeps-cookies';

function tryOne(): boolean {
  try {
    // `navigator.cookieEnabled` is true also where the settings of the browser let this site keep none.
    document.cookie = `${NAME}=1; SameSite=Strict`;
    const isKept = document.cookie.includes(NAME);
    document.cookie = `${NAME}=; SameSite=Strict; Max-Age=0`;
    return isKept;
  } catch {
    return false;
  }
}

let keeps: boolean | undefined;

/** Whether this browser keeps cookies of this site: without them, who is signed in is known as long as the page is there. */
export const keepsCookies = (): boolean => (keeps ??= tryOne());
