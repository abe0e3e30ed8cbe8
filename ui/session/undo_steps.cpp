#include "ui/session/undo_steps.h"

#include <QUndoCommand>

namespace tastescope::ui {

namespace {

class UndoStep : public QUndoCommand
{
public:
    UndoStep(const QString& text, std::function<void()> change, std::function<void()> back, std::function<bool()> holds)
        : QUndoCommand(text),
          m_change(std::move(change)),
          m_back(std::move(back)),
          m_holds(std::move(holds))
    {
    }

    void redo() override { act(m_change); }
    void undo() override { act(m_back); }

private:
    void act(const std::function<void()>& what)
    {
        if (m_holds && !m_holds())
            setObsolete(true); // the stack lets go of it
        else
            what();
    }

    std::function<void()> m_change;
    std::function<void()> m_back;
    std::function<bool()> m_holds;
};

} // namespace

void UndoSteps::push(const QString& text, std::function<void()> change, std::function<void()> back,
                     std::function<bool()> holds)
{
    m_stack.push(new UndoStep(text, std::move(change), std::move(back), std::move(holds)));
}

void UndoSteps::undo()
{
    for (int before = m_stack.count() + 1; m_stack.canUndo() && m_stack.count() < before;) {
        before = m_stack.count();
        m_stack.undo();
    }
}

void UndoSteps::redo()
{
    for (int before = m_stack.count() + 1; m_stack.canRedo() && m_stack.count() < before;) {
        before = m_stack.count();
        m_stack.redo();
    }
}

} // namespace tastescope::ui
