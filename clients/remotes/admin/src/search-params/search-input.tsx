import { cn } from '@payloom/ui-kit/cn';
import { Input } from '@payloom/ui-kit/input';
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';

export interface SearchInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  /** What is searched, read to whoever cannot see the magnifier. */
  label: string;
  text: string;
  onText: (text: string) => void;
}

/** Where one types what to look for. */
export function SearchInput({ label, text, onText, className, ...props }: SearchInputProps) {
  return (
    <div className={cn('relative w-full', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 z-10 my-auto size-4 text-muted-foreground"
      />
      <Input
        autoComplete="off"
        spellCheck={false}
        {...props}
        type="search"
        maxLength={200}
        aria-label={label}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="pl-9 sm:text-sm"
      />
    </div>
  );
}
