#pragma once

#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;

namespace tastescope::ui {

class Chip;
class Workspace;

/// What the figures are of: slice, baseline and compared runs at the left, at the right always the protocol and the
/// number of users.
class ScopeBar : public QWidget
{
    Q_OBJECT

public:
    explicit ScopeBar(Workspace& workspace, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateSlice();
    void updateRuns();
    void updateProtocol();

    Workspace& m_workspace;
    Chip* m_slice;
    Chip* m_baseline;
    Chip* m_compare;
    QLabel* m_protocol;
};

/// Whom the figures are of: users of the slice, or all, whom the current run was measured on, or would be. None: it is
/// not known yet.
std::optional<std::int64_t> measuredUsers(const Workspace& workspace);

/// "validation, 1 + 50 candidates, n = 96 627 users", under a slice "n = 1 957 of 2 086 measured"; empty without a
/// dataset.
QString protocolText(const Workspace& workspace);

} // namespace tastescope::ui
