#pragma once

#include <QDialog>

namespace tastescope::ui {

/// The public datasets there are, with a link to where each comes from and "I have it: choose the folder", and every
/// format that can be read. Nothing is fetched.
class FormatsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FormatsDialog(QWidget* parent);

signals:
    void folderChosen(const QString& folder);

private:
    QWidget* makeKnown();
    QWidget* makeFormats();
};

} // namespace tastescope::ui
