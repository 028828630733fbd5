// 页面的中文文字。The keys are those of en.ts.
import { playgroundZh } from '../playground/words-zh.js'
import type { Words } from './words.js'

export const zh: Words = {
  frame: {
    title: 'logfwdserver',
    skip: '跳到内容',
    views: '视图',
    logs: '日志',
    playground: '调试',
    node: '节点',
    toDark: '切换到深色主题',
    toLight: '切换到浅色主题',
    otherLanguage: 'English',
    otherLanguageLabel: '切换到英文: Switch to English',
    shortcuts: '键盘快捷键',
    shortcutsOn: '启用单键快捷键',
    goTo: (view) => `打开${view}`,
    close: '关闭',
    loading: '正在加载…',
    failedToLoad: '无法加载此视图，请刷新页面。',
    keyColumn: '按键',
    doesColumn: '作用',
  },
  token: {
    title: '此服务器需要令牌',
    text: '令牌列在 ENV_LOGFWDSERVER_API_TOKEN_FILE 指定的文件中，只保存在当前标签页。',
    label: '令牌',
    refused: '该令牌被拒绝。',
    send: '继续',
  },
  logs: {},
  node: {},
  playground: playgroundZh,
}
