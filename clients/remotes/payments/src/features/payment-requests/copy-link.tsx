import { Button, type ButtonProps } from '@payloom/ui-kit/button';
import { toast } from '@payloom/ui-kit/toaster';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { requestLink } from './request-link.ts';
import { useWords } from './words.ts';

const COPIED_SHOWN_MILLISECONDS = 2_000;

export interface CopyLinkProps extends Pick<ButtonProps, 'size' | 'variant'> {
  token: string;
  /** Tells the buttons of a list apart. */
  label?: string;
}

/** Puts the link of a request on the clipboard, and says so. */
export function CopyLink({ token, label, size, variant = 'outline' }: CopyLinkProps) {
  const t = useWords();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(requestLink(token));
      setCopied(true);
    } catch {
      toast.error(t('copyFailed'));
    }
  };

  return (
    <>
      <Button type="button" variant={variant} size={size} aria-label={label} onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? t('copied') : t('copy')}
      </Button>
      <span role="status" className="sr-only">
        {copied && t('copied')}
      </span>
    </>
  );
}
