// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace hysteron::theory {

/// One singular value s as a diffusion of its own: density and diffusion on a grid uniform in a = s^(1/L), from s = 0.
/// Dimensionless. Beside s >= 0 there may be a side s < 0 (a singular value with the sign of det P), of which only the
/// density counts: nothing escapes there.
struct FreeEnergyProfile {
    int depth = 3;
    double temperature = 0.0;
    std::vector<double> singularValue;
    std::vector<double> logDensity;       ///< ln p(s), s >= 0; -infinity where p vanishes
    std::vector<double> logDensityMirror; ///< ln p(-s); empty without that side
    std::vector<double> diffusion;        ///< D(s) = E[|grad_W s|^2 | s]; s wanders with T D(s)

    /// F = -T ln(p(s) + p(-s)), what -T ln of a histogram of the singular value, which has no sign, settles on.
    [[nodiscard]] std::vector<double> freeEnergy() const;
};

/// Mean first-passage times over a profile by the double integral of Kramers' theory with a position-dependent
/// diffusion (Haenggi, Talkner, Borkovec, Rev. Mod. Phys. 62, 251, 1990, eq. 7.7), D inside:
///     tau(a -> b) = int_a^b ds 1/(T D(s) p(s)) int_-inf^s ds' p(s'),
/// and down from b to a with int_s^inf. By the Dirichlet principle it is a lower bound on the waiting time in the full
/// space of weights (Bovier et al., J. Eur. Math. Soc. 6, 399, 2004), whichever way the other directions go.
/// In logarithms: barriers of thousands of T are as good as small ones. Fourth order in the step of the grid.
class Passage
{
public:
    /// At least 8 points; finite ln p from the second on.
    explicit Passage(const FreeEnergyProfile& profile);

    /// ln of the time in gradient-flow units, 0 <= from < to <= the profile's end.
    [[nodiscard]] double logTauUp(double from, double to) const;
    /// The way back, 0 <= to < from.
    [[nodiscard]] double logTauDown(double from, double to) const;

    /// The largest inner maximum of F - T ln D, which divides the phases; 0 where there is none: no barrier is left.
    [[nodiscard]] double bottleneck() const { return m_bottleneck; }
    /// Where p is largest below the bottleneck; 0 where there is none.
    [[nodiscard]] double trapCentre() const { return m_trapCentre; }
    /// ln of the weights int p ds on the near (the negative side included) and the far side of the bottleneck.
    [[nodiscard]] double logWeightBelow() const { return m_logBelow; }
    [[nodiscard]] double logWeightAbove() const { return m_logAbove; }

private:
    [[nodiscard]] double amplitudeAt(double s) const;
    [[nodiscard]] double logTau(double low, double high, bool up) const;
    void divide();

    int m_depth;
    double m_temperature;
    double m_step;
    std::vector<double> m_logP;       ///< density in a
    std::vector<double> m_logInverse; ///< ln of ds/da / (T D p)
    double m_logMirror;               ///< ln of the weight of the negative side
    double m_bottleneck = 0.0;
    double m_trapCentre = 0.0;
    double m_logBelow, m_logAbove;
};

} // namespace hysteron::theory
