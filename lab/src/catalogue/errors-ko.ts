import { languageErrors } from "./language-errors-ko.ts";
import { networkErrors } from "./network-errors-ko.ts";
import { notes } from "./notes-ko.ts";
import { protocolErrors } from "./protocol-errors-ko.ts";
import { recordingErrors } from "./recording-errors-ko.ts";
import { runErrors } from "./run-errors-ko.ts";

/**
 * What is wrong, and the way out, in Korean: the library's sentences with their changing parts as groups. A sentence that is not here is
 * shown as it is.
 */
const sentences: readonly (readonly [RegExp, string])[] = [
  ...notes,
  ...languageErrors,
  ...runErrors,
  ...networkErrors,
  [/^"(.*)" is in (.*), but (.*) is wanted$/s, '"$1"의 단위는 $2인데, $3이(가) 필요합니다'],
  [/^"(.*)" is not a quantity$/s, '"$1"은(는) 값이 아닙니다'],
  [/^"(.*)" in "(.*)" is not a unit$/s, '"$2"의 "$1"은(는) 단위가 아닙니다'],
  [/^a unit is missing in "(.*)"$/s, '"$1"에 단위가 빠졌습니다'],
  [/^cannot read "(.*)" in "(.*)"$/s, '"$2"에서 "$1"을(를) 읽을 수 없습니다'],
  [/^"\)" is missing in "(.*)"$/s, '"$1"에 닫는 괄호가 없습니다'],
  [/^"(.*)" is too large for a number$/s, '"$1"은(는) 너무 큰 수입니다'],
  [/^write a number and a unit, such as "(.*)"$/, '"$1"처럼 수와 단위를 쓰세요'],
  [/^write a quantity such as "(.*)" or "(.*)"$/, '"$1"이나 "$2"처럼 쓰세요'],
  [/^write "(.*)"$/, '"$1"(이)라고 쓰세요'],
  [/^give it in (.*)$/, "$1 단위로 쓰세요"],
  [/^close the bracket$/, "괄호를 닫으세요"],
  [/^"(.*)" is not a whole number of time steps of (.*)$/, '"$1"은(는) 시간 간격 $2의 정수배가 아닙니다'],
  [/^the nearest are (.*) and (.*)$/, "가장 가까운 값은 $1와 $2입니다"],
  [/^the nearest is (.*)$/, "가장 가까운 값은 $1입니다"],
  [
    /^"(.*)" is (.*) steps of (.*), but at most (.*) are allowed$/,
    '"$1"은(는) $3 간격으로 $2걸음인데, 최대 $4걸음까지 됩니다',
  ],
  [/^take a longer dt, or a shorter time$/, "dt를 늘리거나 시간을 줄이세요"],
  [/^must be greater than zero, but is (.*)$/, "0보다 커야 하는데 $1입니다"],
  [/^must not be less than zero$/, "0보다 작으면 안 됩니다"],
  [/^must be a whole number from 0 on, but is (.*)$/, "0 이상의 정수여야 하는데 $1입니다"],
  [/^(.*) is not before the end of the run, (.*)$/, "$1은(는) 실행이 끝나는 $2보다 앞이 아닙니다"],
  [/^begin earlier, run longer, or give a (.*)$/, "더 일찍 시작하거나, 더 오래 실행하거나, $1을(를) 정하세요"],
  [/^(.*) is not after (.*), (.*)$/, "$1은(는) $2($3)보다 뒤가 아닙니다"],
  [/^there is no (\w+) "(.*)"$/, '"$2"(이)라는 $1은(는) 없습니다'],
  [/^there is no key "(.*)"$/, '"$1"(이)라는 항목은 없습니다'],
  [/^did you mean "(.*)"\?$/, '"$1"을(를) 뜻했나요?'],
  [/^there are (.*)$/, "있는 것: $1"],
  [/^it has none$/, "하나도 없습니다"],
  [/^the model has no (\w+) "(.*)"$/, '이 모델에는 "$2"(이)라는 $1이(가) 없습니다'],
  [/^the model has no input$/, "이 모델에는 입력이 없습니다"],
  [/^the model has several inputs$/, "이 모델에는 입력이 여럿입니다"],
  [/^its inputs are (.*)$/, "입력은 $1입니다"],
  [/^has no samples$/, "표본값이 없습니다"],
  [/^is missing; it (.*)$/, "빠졌습니다($1)"],
  [/^a logarithmic range cannot go from (.*) to (.*)$/, "로그 범위는 $1에서 $2까지 갈 수 없습니다"],
  [
    /^both ends must be positive, or both negative; or take a linear scale$/,
    "두 끝이 모두 양수이거나 음수여야 합니다. 아니면 선형 범위를 쓰세요",
  ],
  [/^"(.*)" holds white noise, which has no value at an instant$/, '"$1"에는 백색 잡음이 있어 순간의 값이 없습니다'],
  [/^is shared by all neurons, so it cannot be an axis$/, "모든 뉴런이 함께 쓰는 값이라 여러 값을 줄 수 없습니다"],
  [/^cannot combine (.*) with (.*) by "(.*)"$/, '$1와 $2를 "$3"로 묶을 수 없습니다'],
  [/^"(.*)" must be in (.*), but (?:the|its) .* is in (.*)$/, '"$1"의 단위는 $2이어야 하는데 $3입니다'],
  [/^"(.*)" is in (.*), but its initial value is in (.*)$/, '"$1"의 단위는 $2인데 초깃값의 단위는 $3입니다'],
  [/^"(.*)" is in (.*), but the stimulus is in (.*)$/, '"$1"의 단위는 $2인데 자극의 단위는 $3입니다'],
  [/^nothing uses the parameter "(.*)"$/, '매개변수 "$1"을(를) 쓰는 곳이 없습니다'],
  [/^leave it out, or use it in the equations$/, "지우거나 방정식에서 쓰세요"],
  [/^parameter "(.*)" has no value$/, '매개변수 "$1"에 값이 없습니다'],
  [/^"(.*)" is not a unit$/, '"$1"은(는) 단위가 아닙니다'],
  [/^"(.*)" is not part of the language$/, '"$1"은(는) 이 언어에 없습니다'],
  [/^an operator is missing between (.*) and (.*)$/, "$1와 $2 사이에 연산자가 없습니다"],
  [/^an equation cannot begin with (.*)$/, "방정식은 $1(으)로 시작할 수 없습니다"],
  [/^(\w[\w-]*) needs (?:every|the) .*equations?.* linear.*$/, "$1은(는) 선형 방정식에만 쓸 수 있습니다"],
  [/^.*; use (.*) or auto$/, "이 모델에는 맞지 않는 방법입니다. $1이나 auto를 쓰세요"],
  [/^the model is not finite.*|^(\w+) of neuron (\d+) is not finite at (.*)$/, "상태가 유한하지 않습니다"],
  [/^the run needs (.*), but at most (.*)$/, "이 실행에는 $1이(가) 필요한데 최대 $2까지 됩니다"],
  [/^Brian2 has no ideal voltage clamp$/, "Brian2에는 이상적인 전압 고정이 없습니다"],
  [/^drive the neuron with a current$/, "전류로 자극하세요"],
  [
    /^NEST has no such model: "(.*)" has no counterpart there$/,
    'NEST에는 이런 모델이 없습니다: "$1"에 해당하는 모델이 없습니다',
  ],
  [
    /^NEST has no such model: a model of one's own has to be written in NESTML$/,
    "직접 만든 모델은 NESTML로 써야 합니다",
  ],
  [/^those with one are (.*)$/, "NEST에 있는 모델: $1"],
  [/^NEST's noise is another process$/, "NEST의 잡음은 다른 확률 과정입니다"],
  [/^take frozen-noise$/, "고정 잡음을 쓰세요"],
  [/^the neuron already does this where (.*) is (.*)$/, "$1이(가) $2일 때 이미 그렇게 합니다"],
  [
    /^there is nothing to look for: give low and high, between which it begins$/,
    "찾을 것이 없습니다. 그 일이 시작되는 범위를 low와 high로 주세요",
  ],
  [/^the neuron does not do this for any (.*) up to (.*)$/, "$1이(가) $2까지 커져도 그렇게 하지 않습니다"],
  [/^give low and high in (.*), or a longer duration$/, "low와 high를 $1 단위로 주거나 더 오래 실행하세요"],
  [/^give amplitude in (.*), or other durations$/, "amplitude를 $1 단위로 주거나 다른 duration을 시도하세요"],
  [/^there is no parameter at all$/, "매개변수가 하나도 없습니다"],
  [/^give values in (.*), or a longer duration$/, "값을 $1 단위로 주거나 더 오래 실행하세요"],
  [/^give it stimuli of its own, or a longer duration$/, "자극을 직접 주거나 더 오래 실행하세요"],
  [/^try the other direction, or a longer wait$/, "반대 방향으로 찾거나 더 오래 기다려 보세요"],
  [
    /^there is nothing to look for: take parameters with which it is silent by itself$/,
    "찾을 것이 없습니다. 자극이 없을 때 발화하지 않는 매개변수를 쓰세요",
  ],
  [
    /^(.*) would take bytes (\d+) to (\d+), but the file has (\d+)$/,
    "$2~$3바이트를 읽어야 하는데 파일에는 $4바이트뿐입니다",
  ],
  [/^unexpected "(.*)" behind the unit$/s, '단위 뒤에 "$1"이(가) 있습니다'],
  [/^one equation a line$/, "한 줄에 방정식 하나씩 쓰세요"],
  [/^the file is empty$/, "파일이 비어 있습니다"],
  [/^copy it again from where it was recorded$/, "기록한 곳에서 다시 복사하세요"],
  [
    /^the file is damaged or incomplete; copy it again from where it was recorded$/,
    "파일이 손상되었거나 온전하지 않습니다. 기록한 곳에서 다시 복사하세요",
  ],
  [/^error-controlled: the equations are not linear \((.*)\)$/, "오차를 조절합니다. 방정식이 선형이 아닙니다($1)"],
  [/^the equations are linear between spikes$/, "스파이크 사이에서 방정식이 선형입니다"],
  [
    /^the equations are linear between spikes, and the law of their noise is exact at every step$/,
    "스파이크 사이에서 방정식이 선형이고, 잡음의 분포는 단계마다 정확합니다",
  ],
  [/^chosen in the document$/, "문서에서 정했습니다"],
  [
    /^error-controlled, the noise being constant in each step of dt: (.*)$/,
    "오차를 조절하며, 잡음은 dt마다 일정합니다($1)",
  ],
  [
    /^error-controlled.*: the noise has no exact step \((.*)\)$/,
    "오차를 조절합니다. 잡음을 정확히 계산하는 단계가 없습니다($1)",
  ],
  ...protocolErrors,
  ...recordingErrors,
];

/** What a value is that is none of those wanted. */
const kinds = [
  ["an empty list입니다", "빈 목록입니다"],
  ["a list입니다", "목록입니다"],
  ["an object입니다", "객체입니다"],
  ["undefined입니다", "없습니다"],
] as const;

function inKorean(text: string, [english, korean]: (typeof kinds)[number]): string {
  return text.replace(english, korean);
}

/** The sentence in Korean, or `problem (way out)` part by part; undefined for one that is not known. */
export function errorKo(text: string): string | undefined {
  const parts = /^(.*) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$/s.exec(text);
  const [problem, wayOut] = [parts && sentenceKo(parts[1]!), parts && sentenceKo(parts[2]!)];
  if (problem && wayOut) return `${problem} (${wayOut})`;
  return sentenceKo(text) ?? (problem ? `${problem} (${parts![2]})` : undefined);
}

function sentenceKo(text: string): string | undefined {
  const known = sentences.find(([pattern]) => pattern.test(text));
  return known && kinds.reduce(inKorean, text.replace(known[0], known[1]));
}
