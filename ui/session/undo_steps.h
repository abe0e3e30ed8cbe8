#pragma once

#include <QString>
#include <QUndoStack>

#include <functional>

namespace tastescope::ui {

/// What the person did and can take back, newest first: Ctrl+Z. Each step is done when it is pushed.
class UndoSteps
{
public:
    QUndoStack& stack() { return m_stack; }

    /// holds: whether the step still means something, asked when it is to be taken back or done again; a step that
    /// means nothing any more (its data are closed) is passed over. None: always.
    void push(const QString& text, std::function<void()> change, std::function<void()> back,
              std::function<bool()> holds = {});

    void undo();
    void redo();

private:
    QUndoStack m_stack;
};

} // namespace tastescope::ui
