/** What the library remarks on its answers: why a feature cannot be measured, what a protocol noticed, what a file does not say. */
export const notes: readonly (readonly [RegExp, string])[] = [
  [
    /^a user list changes the command from sweep to sweep, which is not rebuilt$/,
    "사용자 목록이 스윕마다 명령을 바꾸는데, 이는 되살리지 않습니다",
  ],
  [/^no output has a command, so the current is not known$/, "출력에 명령이 없어 전류를 알 수 없습니다"],
  [
    /^the command of (.*) is in a stimulus file, so the current is not known$/,
    "$1의 명령이 자극 파일에 있어 전류를 알 수 없습니다",
  ],
  [/^no command is in a unit of current \((.*)\)$/, "단위가 전류인 명령이 없습니다($1)"],
  [/^the current (.*) has no voltage beside it, and is left out$/, "전류 $1에는 짝이 되는 전압이 없어 뺐습니다"],

  [/^the trace has no spike, and ends in another; this needs one$/, "스파이크가 끝나기 전에 기록이 끝납니다"],
  [/^the trace has no spike; this needs one$/, "스파이크가 없습니다"],
  [/^the trace has no spike.*; this needs (\d+)$/, "스파이크가 없는데 $1개가 필요합니다"],
  [/^the trace has one spike.*; this needs (\d+)$/, "스파이크가 1개인데 $1개가 필요합니다"],
  [/^the trace has (\d+) spikes.*; this needs (\d+)$/, "스파이크가 $1개인데 $2개가 필요합니다"],
  [
    /^(\d+) spikes fall into the stimulus, of which (\d+) count; this needs (\d+)$/,
    "자극 동안 스파이크가 $1개이고 그 가운데 $2개를 세는데 $3개가 필요합니다",
  ],
  [
    /^the trace names no stimulus, whose start and stop this needs$/,
    "자극의 시작과 끝을 알아야 하는데 정해져 있지 않습니다",
  ],
  [/^no pause divides the spikes into bursts$/, "스파이크를 버스트로 나누는 쉼이 없습니다"],
  [/^the spike is one sample, without an upstroke$/, "스파이크가 표본 하나라서 오르막이 없습니다"],
  [
    /^dV\/dt stays below (.*) V\/s before the peak: there is no upstroke$/,
    "꼭대기 앞에서 dV/dt가 $1 V/s보다 작아 오르막이 없습니다",
  ],
  [
    /^the upstroke is under way where the trace begins or the spike before ends$/,
    "기록이 시작되거나 앞의 스파이크가 끝날 때 이미 오르는 중입니다",
  ],
  [
    /^dV\/dt stays above (.*) V\/s after the peak: there is no downstroke$/,
    "꼭대기 뒤에서 dV/dt가 $1 V/s보다 커 내리막이 없습니다",
  ],
  [/^the trace ends in the downstroke$/, "내려오는 도중에 기록이 끝납니다"],
  [/^the spike does not reach the level on both sides of its peak$/, "꼭대기 양쪽에서 그 높이까지 내려오지 않습니다"],
  [/^the spike ends in a reset: there is no downstroke$/, "스파이크가 재설정으로 끝나 내리막이 없습니다"],
  [/^(?:.* (?:stimulus|spikes)) is empty$/, "살필 구간이 비어 있습니다"],
  [
    /^(.*), (\S+) ms to (\S+) ms, is not within the trace, (\S+) ms to (\S+) ms$/,
    "$2~$3 ms가 기록($4~$5 ms) 안에 있지 않습니다",
  ],
  [/^the stimulus has an amplitude of 0$/, "자극의 크기가 0입니다"],
  [/^neither the stimulus's amplitude nor the current is given$/, "자극의 크기도 전류도 주어지지 않았습니다"],
  [/^no sample of the current lies before or in the stimulus$/, "자극 앞이나 자극 동안에 전류의 표본이 없습니다"],
  [/^the current does not change with the stimulus$/, "자극을 주어도 전류가 바뀌지 않습니다"],
  [/^the first spike is not after the stimulus begins$/, "첫 스파이크가 자극이 시작된 뒤가 아닙니다"],
  [/^no spike falls into the stimulus$/, "자극 동안 스파이크가 없습니다"],
  [
    /^the only spike in the stimulus is at its very start$/,
    "자극 동안 하나뿐인 스파이크가 자극이 시작되는 순간에 있습니다",
  ],
  [/^the spikes were not detected by a threshold$/, "스파이크를 역치로 찾은 것이 아닙니다"],
  [/^the trace has not two samples to either side of the begin$/, "시작점 양쪽에 표본이 둘씩 있지 않습니다"],
  [/^the voltage does not change around the begin$/, "시작점 둘레에서 전압이 바뀌지 않습니다"],
  [/^no sample falls into the stimulus, (.*)$/, "자극 동안($1) 표본이 없습니다"],
  [
    /^the stimulus is shorter than the 1 ms before its end that this reads$/,
    "자극이 1 ms보다 짧아 그 끝부분을 읽을 수 없습니다",
  ],
  [
    /^there are spikes: the deflection is not that of the passive membrane$/,
    "스파이크가 있어 수동 막의 반응이 아닙니다",
  ],
  [/^the stimulus does not hyperpolarise, so there is no sag$/, "과분극시키는 자극이 아니어서 처짐이 없습니다"],
  [
    /^the response has spikes: it is not that of the passive membrane$/,
    "반응에 스파이크가 있어 수동 막의 반응이 아닙니다",
  ],
  [
    /^only (\d+) samples lead to the largest deflection; a fit needs (\d+)$/,
    "가장 큰 변화까지 표본이 $1개뿐인데 맞추려면 $2개가 필요합니다",
  ],
  [/^the response to the stimulus is not an exponential$/, "자극에 대한 반응이 지수함수가 아닙니다"],
  [
    /^the trace does not hold (\S+ ms) \(the start\) and (.*) to (.*) \(after the stimulus\)$/,
    "기록에 자극의 시작($1)과 자극 뒤 $2~$3이(가) 없습니다",
  ],
  [/^only (\d+) samples; a fit needs (\d+)$/, "표본이 $1개뿐인데 맞추려면 $2개가 필요합니다"],
  [/^there are spikes after the stimulus$/, "자극 뒤에 스파이크가 있습니다"],
  [
    /^the voltage reaches its value at the start of the stimulus within 10 ms: the logarithm has no line$/,
    "10 ms 안에 자극이 시작될 때의 전압에 이르러 로그가 직선이 되지 않습니다",
  ],
  [/^the voltage does not return after the stimulus$/, "자극이 끝나도 전압이 돌아오지 않습니다"],

  [
    /^The neuron fires at (.*): there it has no sub-threshold response\. Take a smaller amplitude, or raise its threshold\.$/,
    "$1에서 뉴런이 발화하므로 거기에는 역치 아래 반응이 없습니다. 진폭을 줄이거나 역치를 높이세요.",
  ],
  [
    /^The model does not come to rest by itself, so there is no linear theory; the response is measured after (.*)\.$/,
    "모델이 스스로 쉬지 않아 선형 이론이 없습니다. 반응은 $1 뒤부터 잽니다.",
  ],
  [
    /^The model does not come to rest by itself: the (ramp|step|pulse) begins at its initial values\.$/,
    "모델이 스스로 쉬지 않아 초깃값에서 자극을 시작합니다.",
  ],
  [/^The noise of the experiment is left out\.$/, "실험의 잡음은 뺐습니다."],
  [/^There is a whole line of fixed points\.$/, "고정점이 선 전체에 이어져 있습니다."],
  [/^Fixed points may be missing: (.*)\.$/, "빠진 고정점이 있을 수 있습니다($1)."],
  [/^The trajectory ends early: it runs off to infinity\.$/, "궤적이 무한히 멀어져 일찍 끝납니다."],
  [/^The trajectory ends early: it takes too many steps\.$/, "단계가 너무 많아 궤적이 일찍 끝납니다."],
  [
    /^interval arithmetic over the whole range of .* leaves room for no others(.*)$/,
    "구간 연산으로 전 범위를 살펴 다른 고정점이 없음을 보였습니다$1",
  ],
  [
    /^Krawczyk's test over the whole region, in interval arithmetic, leaves room for no others$/,
    "구간 연산의 크라브치크 판정으로 전 영역에 다른 고정점이 없음을 보였습니다",
  ],
  [
    /^where a fixed point is not hyperbolic, interval arithmetic cannot tell how many there are$/,
    "쌍곡형이 아닌 고정점이 있어 구간 연산으로 몇 개인지 알 수 없습니다",
  ],
  [
    /^the search stopped after (\d+) boxes with (\d+) left: a whole line of fixed points, or too large a region$/,
    "상자 $1개를 살피고 $2개를 남긴 채 멈추었습니다. 고정점이 선 전체에 있거나 영역이 너무 넓습니다",
  ],
  [
    /^The neuron makes no spike, so there is nothing to compare: drive it with a current that makes it fire\.$/,
    "스파이크가 없어 비교할 것이 없습니다. 발화시키는 전류를 주세요.",
  ],

  [/^whether it happens is known when the program runs$/, "실제로 일어나는지는 프로그램을 실행해야 알 수 있습니다"],
  [/^the equations get an input "(.*)": give it a stimulus$/, '방정식에 입력 "$1"이(가) 생겼습니다. 자극을 주세요'],
  [
    /^it belongs to the experiment, not to the model: choose it there$/,
    "모델이 아니라 실험에 속하는 것입니다. 실험에서 고르세요",
  ],
  [/^the equations do not declare it$/, "방정식에서 선언하지 않았습니다"],
  [/^the model does not use it$/, "모델에서 쓰지 않습니다"],
];
