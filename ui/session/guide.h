#pragma once

#include <QObject>

namespace tastescope::ui {

class Settings;

/// The way through the program: what pages ask of the window.
class Guide : public QObject
{
    Q_OBJECT

public:
    explicit Guide(Settings& settings);

    /// Asks for a page of the page table: "training".
    void showPage(const QString& key) { emit pageWanted(key); }

    /// Brings the suggestions back that were closed.
    void startTour();

signals:
    void pageWanted(const QString& key);
    void tourStarted();

private:
    Settings& m_settings;
};

} // namespace tastescope::ui
