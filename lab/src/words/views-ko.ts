import type { viewsEn } from "./views-en.ts";

/** The texts of the equation editor and of the views beside the explorer, in Korean. */
export const viewsKo: { readonly [Key in keyof typeof viewsEn]: (typeof viewsEn)[Key] } = {
  views: "보기",
  viewNames: {
    explorer: "탐색",
    equations: "방정식",
    compare: "비교",
    gallery: "갤러리",
    hidden: "숨은 뉴런",
  },
  editEquations: "방정식 편집",
  startsFrom: (title) => `바탕 모델: ${title}`,
  ownModel: "이 문서의 모델",
  done: "완료",
  resetIs: "리셋",
  nameOf: (row) => `${row}번째 매개변수의 이름`,
  valueOf: (name) => `${name || "새 매개변수"}의 값`,
  addParameter: "매개변수 추가",
  removeParameter: (name) => `${name || "빈 줄"} 삭제`,
  initialValues: "초깃값",
  modelIsRight: "방정식의 단위가 맞습니다. 지금 보이는 것이 이 모델입니다.",
  lastGoodStays: "그래프는 마지막으로 올바르던 모델을 보여 줍니다.",
  nameTwice: (name) => `매개변수 "${name}"이(가) 두 번 있습니다`,
  noName: (name) => `"${name}"은(는) 이름이 될 수 없습니다. 영문자, 숫자, _만 쓸 수 있습니다`,
  giveValue: (name) => `${name}에 값 주기`,
  letDrive: (name) => `자극이 ${name}을(를) 구동하게 하기`,
  pastedTook: "프로그램에서 가져온 것:",
  pastedNot: "이해하지 못했거나 모델의 일부가 아닌 것:",
  editorMeaning:
    "Brian 2의 방식으로 방정식을 씁니다. 방정식이나 NeuronGroup이 있는 프로그램을 통째로 붙여 넣으면 방정식, 문턱값, 리셋, 값을 가져옵니다. Ctrl+Space로 자동 완성하고 F8로 문제가 있는 곳으로 갑니다.",
};
