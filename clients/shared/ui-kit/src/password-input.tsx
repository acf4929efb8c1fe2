import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { cn } from './cn.ts';
import { Input } from './input.tsx';
import { useWords } from './words.ts';

/** A password, hidden until its owner asks to see it. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        autoComplete="current-password"
        autoCapitalize="none"
        spellCheck={false}
        {...props}
        type={shown ? 'text' : 'password'}
        className={cn('pr-12', className)}
      />
      <button
        type="button"
        aria-label={shown ? t('hidePassword') : t('showPassword')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className={cn(
          'absolute inset-y-1 right-1 flex w-9 cursor-pointer items-center justify-center rounded-md',
          'text-muted-foreground transition-colors duration-120 hover:bg-muted hover:text-foreground',
        )}
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}
