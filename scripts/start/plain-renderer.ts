import { ListrTaskEventType, ListrTaskState, type ListrRenderer, type ListrTaskObject } from 'listr2';

type PlainTask = ListrTaskObject<unknown, typeof PlainRenderer, typeof PlainRenderer>;

const words: Partial<Record<ListrTaskState, string>> = {
  [ListrTaskState.STARTED]: '…',
  [ListrTaskState.COMPLETED]: '✔',
  [ListrTaskState.SKIPPED]: '✔',
  [ListrTaskState.FAILED]: '✖',
};

/**
 * Plain lines, one for the beginning and one for the end of each innermost step, for logs and pipes. The reason of a
 * failure is left to whoever ends the command: printed at each level it would be read five times.
 */
export class PlainRenderer implements ListrRenderer {
  static nonTTY = true;
  static rendererOptions: Record<string, never>;
  static rendererTaskOptions: Record<string, never>;
  readonly #tasks: readonly PlainTask[];

  constructor(tasks: PlainTask[]) {
    this.#tasks = tasks;
  }

  render(): void {
    this.#follow(this.#tasks);
  }

  end(): void {}

  #follow(tasks: readonly PlainTask[]): void {
    for (const task of tasks) {
      task.on(ListrTaskEventType.SUBTASK, (subtasks) => this.#follow(subtasks));
      task.on(ListrTaskEventType.OUTPUT, (output) => console.log(`    ${output}`));
      task.on(ListrTaskEventType.STATE, (state) => this.#print(task, state));
    }
  }

  #print(task: PlainTask, state: ListrTaskState): void {
    const word = words[state];
    if (word && task.title && !task.hasSubtasks()) console.log(`  ${word} ${task.title}`);
  }
}
