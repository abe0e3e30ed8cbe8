#pragma once

#include "ui/window/popup_panel.h"

#include <QStringList>

class QLabel;

namespace tastescope::ui {

/// What jobs said that is worth knowing though nothing is to be done, newest first.
class NotesPopup : public PopupPanel
{
    Q_OBJECT

public:
    explicit NotesPopup(QWidget* window);

    void add(const QString& note);
    void clear();
    int count() const { return static_cast<int>(m_notes.size()); }

private:
    void update();

    QStringList m_notes;
    QLabel* m_text;
};

} // namespace tastescope::ui
