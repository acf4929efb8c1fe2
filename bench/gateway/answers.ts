import { isDeepStrictEqual } from 'node:util';
import { execute, parse } from 'graphql';
import { bodyOf, questions, type Question } from './graph.ts';
import { called, type StartedGateway } from './gateways.ts';
import { roots } from './rows.ts';
import type { Stage } from './stage.ts';

/** Some compile a query once it has been asked before. */
const timesAsked = 5;

/** The answers of a gateway, each as it sends it. */
export type Answers = ReadonlyMap<Question, string>;

/** What is right: the whole graph, run as one by `graphql` itself. */
async function rightAnswer({ schema }: Stage, { query, variables }: Question): Promise<unknown> {
  const result = await execute({
    schema,
    document: parse(query),
    rootValue: roots,
    variableValues: variables,
  });
  if (result.errors) throw new Error(`The question is wrong: ${result.errors.join(', ')}`);
  return JSON.parse(JSON.stringify(result));
}

/** Asks a gateway once. */
export async function ask({ url }: StartedGateway, question: Question): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: bodyOf(question) });
  return await response.text();
}

/** Throws where a gateway answers anything but what is right, or not always by the same bytes. */
export async function checkAnswers(stage: Stage, gateway: StartedGateway): Promise<Answers> {
  const answers = new Map<Question, string>();
  for (const question of questions) {
    const right = await rightAnswer(stage, question);
    for (let time = 1; time <= timesAsked; time += 1) {
      const answer = await ask(gateway, question);
      if (!isDeepStrictEqual(JSON.parse(answer), right))
        throw new Error(
          `${question.name}: ${called[gateway.who]} answers ${answer}, not ${JSON.stringify(right)}`,
        );
      answers.set(question, answer);
    }
  }
  return answers;
}
