/** Prints sentences one a line; while a task list is drawn they wait, so that they do not tear it apart. */
export class Sentences {
  readonly #print: (line: string) => void;
  #held: string[] | undefined;

  constructor(print: (line: string) => void = (line) => console.log(line)) {
    this.#print = print;
  }

  readonly say = (sentence: string): void => {
    if (this.#held) this.#held.push(sentence);
    else this.#print(sentence);
  };

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const sentence of held) this.#print(sentence);
  }
}
