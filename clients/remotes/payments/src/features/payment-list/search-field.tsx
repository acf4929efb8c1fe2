import { Input } from '@payloom/ui-kit/input';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MILLISECONDS = 300;

export interface SearchFieldProps {
  /** What is searched. */
  label: string;
  value: string;
  onSearch: (words: string | undefined) => void;
}

/** Words to look for; looks once the typing pauses. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // Changed from outside, as by "Clear filters" or going back; not by the typing itself.
  if (value !== seen) {
    setSeen(value);
    if (value !== typed.trim()) setTyped(value);
  }

  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim() || undefined), TYPING_PAUSE_MILLISECONDS);
  };

  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        value={typed}
        onChange={(event) => type(event.target.value)}
        className="pl-9 sm:h-9 sm:text-sm"
      />
    </div>
  );
}
