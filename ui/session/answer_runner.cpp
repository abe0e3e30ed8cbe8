#include "ui/session/answer_runner.h"

namespace tastescope::ui {

AnswerRunner::AnswerRunner(QObject* parent) : QObject(parent) {}

void AnswerRunner::tellTime(Clock::time_point asked)
{
    m_lastSeconds = std::chrono::duration<double>(Clock::now() - asked).count();
    emit answered(m_lastSeconds);
}

} // namespace tastescope::ui
