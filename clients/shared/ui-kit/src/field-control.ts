import { createContext, useContext } from 'react';

/** What a FormField tells the control inside it, wherever that stands. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

type ControlProps = { [Name in keyof FieldControl]?: unknown };

export const FieldControlContext = createContext<FieldControl | undefined>(undefined);

/** Completes a control's own props with its field's id and ARIA attributes; what the control says itself wins. */
export function useFieldControl<Props extends ControlProps>(props: Props): Props {
  const field = useContext(FieldControlContext);
  if (!field) return props;
  const own = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  return { ...props, ...field, ...own };
}
