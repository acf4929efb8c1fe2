const KEY = 'payloom.had-session';

/** Of what role whoever had the last page of this browser was, while they are signed in. */
export interface HadSession {
  role(): string | null;
  remember(role: string): void;
  forget(): void;
}

export function hadSessionIn(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): HadSession {
  return {
    role: () => storage.getItem(KEY),
    remember: (role) => storage.setItem(KEY, role),
    forget: () => storage.removeItem(KEY),
  };
}
