import { useRef, useState, type RefObject, type SubmitEvent, type SyntheticEvent } from 'react';
import type { SetError } from '../../form-problems/show-invalid-input.ts';

/** A field of the form, by the name of its control. */
export interface PlainField<Name extends string> {
  readonly name: Name;
  /** What is wrong with it as it is filled in, if anything. */
  readonly problemOf: (value: string) => string | undefined;
}

type Errors<Name extends string> = ReadonlyMap<Name | 'root', string>;

export interface PlainForm<Name extends string> {
  /** What is wrong, by the field it is about; below the form as a whole: `root`. */
  readonly errors: Errors<Name>;
  /** Of the form element. */
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
    readonly onInput: (event: SyntheticEvent<HTMLFormElement>) => void;
  };
}

function controlOf(form: HTMLFormElement | null, name: string): HTMLInputElement | undefined {
  const control = form?.elements.namedItem(name);
  return control instanceof HTMLInputElement ? control : undefined;
}

/**
 * A form of a field or two, for the page that everybody begins with, which does without a library for it. Says what is wrong
 * when it is sent and leads to the first wrong field; from then on as it is mended. `send` can read what keeps all rules, and say
 * what is wrong with it all the same.
 */
export function usePlainForm<Name extends string>(
  fields: readonly PlainField<Name>[],
  send: (valueOf: (name: Name) => string, setError: SetError<Name>) => Promise<void>,
): PlainForm<Name> {
  const ref = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors<Name>>(() => new Map());
  const control = (name: string) => controlOf(ref.current, name);
  const valueOf = (name: Name): string => control(name)?.value ?? '';
  const setError: SetError<Name> = (name, { message }, options) => {
    setErrors((before) => new Map(before).set(name, message));
    if (options?.shouldFocus) control(name)?.focus();
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = new Map<Name | 'root', string>();
    for (const { name, problemOf } of fields) {
      const problem = problemOf(valueOf(name));
      if (problem !== undefined) found.set(name, problem);
    }
    setErrors(found);
    const [first] = found.keys();
    if (first !== undefined) control(first)?.focus();
    else void send(valueOf, setError);
  };
  const onInput = ({ target }: SyntheticEvent<HTMLFormElement>): void => {
    const field = fields.find(({ name }) => target === control(name));
    if (!field || !errors.has(field.name)) return;
    const problem = field.problemOf(valueOf(field.name));
    const next = new Map(errors);
    if (problem === undefined) next.delete(field.name);
    else next.set(field.name, problem);
    setErrors(next);
  };
  return { errors, form: { ref, noValidate: true, onSubmit, onInput } };
}
