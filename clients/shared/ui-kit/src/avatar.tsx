import { cva, type VariantProps } from 'class-variance-authority';
import { Avatar as RadixAvatar } from 'radix-ui';
import { cn } from './cn.ts';

const avatarVariants = cva(
  'inline-flex shrink-0 items-center overflow-hidden justify-center rounded-full bg-accent-soft font-medium text-accent select-none',
  {
    variants: {
      size: {
        sm: 'size-6 text-[0.625rem]',
        default: 'size-8 text-xs',
        lg: 'size-14 text-lg',
        xl: 'size-20 text-2xl',
      },
    },
    defaultVariants: { size: 'default' },
  },
);

/** "Alice Meyer" gives "AM", "alice@payloom.example" gives "A". */
export function initialsOf(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('') || '?';
}

export type AvatarProps = VariantProps<typeof avatarVariants> & {
  name: string;
  /** Somebody's picture; without one, or until it is there, their initials stand in. */
  src?: string | null | undefined;
  className?: string;
};

/** Somebody's picture or initials. Only for the eye: the name itself stands beside it. */
export function Avatar({ name, src, size, className }: AvatarProps) {
  return (
    <RadixAvatar.Root aria-hidden className={cn(avatarVariants({ size }), className)}>
      {src && <RadixAvatar.Image src={src} alt="" className="size-full object-cover" />}
      <RadixAvatar.Fallback>{initialsOf(name)}</RadixAvatar.Fallback>
    </RadixAvatar.Root>
  );
}
